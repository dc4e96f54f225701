using CsCheck;
using HyperFace.Embedding.Images;

namespace HyperFace.Embedding.Tests.Images;

public sealed class ResamplerTests
{
    private static readonly Gen<(int Width, int Height, int TargetWidth, int TargetHeight)> Sizes =
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 70], Gen.Int[1, 40], Gen.Int[1, 40]);

    [Fact]
    public void A_cut_lies_in_the_picture_touches_two_sides_and_has_the_target_s_shape() => Sizes.Sample(sizes =>
    {
        CutRectangle cut = CutRectangle.Middle(sizes.Width, sizes.Height, sizes.TargetWidth, sizes.TargetHeight);
        return cut.Left >= 0 && cut.Top >= 0
            && Math.Abs((2 * cut.Left) + cut.Width - sizes.Width) < 1e-9
            && Math.Abs((2 * cut.Top) + cut.Height - sizes.Height) < 1e-9
            && Math.Min(cut.Left, cut.Top) < 1e-9
            && Math.Abs((cut.Width * sizes.TargetHeight) - (cut.Height * sizes.TargetWidth)) < 1e-6;
    });

    [Fact]
    public void One_colour_stays_that_colour_whatever_the_sizes() => Gen.Select(Sizes, Gen.Byte, Gen.Byte, Gen.Byte).Sample((sizes, red, green, blue) =>
    {
        byte[] rgba = [.. Enumerable.Repeat(new[] { red, green, blue, byte.MaxValue }, sizes.Width * sizes.Height).SelectMany(pixel => pixel)];
        byte[] rgb = Resample(rgba, sizes);
        return rgb.Length == sizes.TargetWidth * sizes.TargetHeight * 3 && rgb.Chunk(3).All(pixel => pixel.SequenceEqual(new[] { red, green, blue }));
    });

    [Fact]
    public void No_value_leaves_the_range_of_the_picture_s_values() => Gen.Select(Sizes, Gen.UInt).Sample((sizes, seed) =>
    {
        byte[] rgba = Noise(sizes.Width * sizes.Height, (int)seed);
        byte[] reds = [.. rgba.Where((_, i) => i % 4 == 0)];
        return Resample(rgba, sizes).Where((_, i) => i % 3 == 0).All(red => red >= reds.Min() && red <= reds.Max());
    });

    [Fact]
    public void A_mirrored_picture_becomes_the_mirror_of_what_the_picture_becomes() => Gen.Select(Sizes, Gen.UInt).Sample((sizes, seed) =>
    {
        byte[] rgba = Noise(sizes.Width * sizes.Height, (int)seed);
        byte[] mirrored = [.. rgba.Chunk(4).Chunk(sizes.Width).SelectMany(row => row.Reverse()).SelectMany(pixel => pixel)];
        byte[] expected = [.. Resample(rgba, sizes).Chunk(3).Chunk(sizes.TargetWidth).SelectMany(row => row.Reverse()).SelectMany(pixel => pixel)];
        return Resample(mirrored, sizes).Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) <= 1);
    });

    [Fact]
    public void A_picture_of_the_right_size_is_not_touched() => Gen.Select(Gen.Int[1, 70], Gen.Int[1, 70], Gen.UInt).Sample((width, height, seed) =>
    {
        byte[] rgba = Noise(width * height, (int)seed);
        return Resample(rgba, (width, height, width, height)).SequenceEqual(rgba.Where((_, i) => i % 4 != 3));
    });

    private static byte[] Resample(byte[] rgba, (int Width, int Height, int TargetWidth, int TargetHeight) sizes)
    {
        CutRectangle cut = CutRectangle.Middle(sizes.Width, sizes.Height, sizes.TargetWidth, sizes.TargetHeight);
        return Resampler.Resample(rgba, sizes.Width, sizes.Height, cut, sizes.TargetWidth, sizes.TargetHeight);
    }

    private static byte[] Noise(int pixels, int seed)
    {
        var bytes = new byte[pixels * 4];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
