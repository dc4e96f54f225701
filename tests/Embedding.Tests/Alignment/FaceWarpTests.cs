using CsCheck;
using HyperFace.Embedding.Alignment;
using HyperFace.Embedding.Images;
using HyperFace.Synthesis;

namespace HyperFace.Embedding.Tests.Alignment;

public sealed class FaceWarpTests
{
    private const int Size = 24;

    [Fact]
    public void Every_pixel_is_what_a_reference_in_double_precision_says() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Double[0.05, 9], Gen.Double[-180, 180], Gen.Double[-30, 60], Gen.Double[-30, 60], Gen.Int[1, 8], Gen.UInt)
            .Sample((width, height, scale, turn, x, y, orientation, seed) =>
            {
                byte[] rgba = Noise(width, height, (int)seed);
                var map = new SimilarityMap(scale * Math.Cos(turn), scale * Math.Sin(turn), x, y);
                var stored = AffineMap.Stored(map, (Orientation)orientation, width, height);

                byte[] crop = new FaceWarp(stored, map.Scale, width, height).Sample(rgba, Size);

                (byte[] upright, int uprightWidth, int uprightHeight) = Turned(rgba, width, height, (Orientation)orientation);
                double[] expected = Reference(upright, uprightWidth, uprightHeight, map, FaceWarp.SamplesFor(map.Scale));
                return crop.Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) <= 0.5 + 1e-6);
            });

    [Fact]
    public void A_picture_mapped_onto_itself_is_not_touched()
    {
        byte[] rgba = Noise(Size, Size, 7);
        byte[] crop = new FaceWarp(new AffineMap(1, 0, 0, 0, 1, 0), 1, Size, Size).Sample(rgba, Size);
        Assert.Equal(rgba.Where((_, i) => i % 4 != 3), crop);
    }

    [Fact]
    public void Beyond_the_border_it_is_black_and_the_border_itself_fades()
    {
        byte[] white = [.. Enumerable.Repeat(byte.MaxValue, 10 * 10 * 4)];
        byte[] crop = new FaceWarp(new AffineMap(1, 0, -2.5, 0, 1, 0), 1, 10, 10).Sample(white, 16);

        // Column 2 of the crop lies half a pixel before the first of the photo, column 12 half a pixel behind the last.
        byte[] row = [.. Enumerable.Range(0, 16).Select(x => crop[((5 * 16) + x) * 3])];
        Assert.Equal([0, 0, 128, 255, 255, 255, 255, 255, 255, 255, 255, 255, 128, 0, 0, 0], row);
        Assert.All(crop[(10 * 16 * 3)..], value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    public void A_map_to_nowhere_gives_black(double shift) =>
        Assert.All(new FaceWarp(new AffineMap(1, 0, shift, 0, 1, 0), 1, 10, 10).Sample(Noise(10, 10, 1), Size), value => Assert.Equal(0, value));

    [Theory]
    [InlineData(1.9, 1)]
    [InlineData(2, 2)]
    [InlineData(3.9, 3)]
    [InlineData(1000, 32)]
    [InlineData(0.01, 1)]
    public void Samples_grow_with_the_face(double scale, int samples) => Assert.Equal(samples, FaceWarp.SamplesFor(scale));

    /// <summary>
    /// What the grid of samples is for. The truth is the mean over each pixel's square (16 × 16 samples); plain bilinear
    /// sampling of a face of 672 pixels misses it by several times as much. docs/quality.md has the figures.
    /// </summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4.5)]
    [InlineData(6)]
    [InlineData(8)]
    public void A_large_face_is_nearer_to_its_true_mean_than_plain_bilinear_sampling(double scale)
    {
        int side = (int)(112 * scale);
        byte[] rgba = Face(side);
        var map = new SimilarityMap(scale * Math.Cos(0.1), scale * Math.Sin(0.1), -0.05 * side, 0.06 * side);
        var stored = AffineMap.Stored(map, Orientation.Upright, side, side);
        double[] truth = Reference(rgba, side, side, map, 16, 112);

        double grid = RootMeanSquare(new FaceWarp(stored, scale, side, side).Sample(rgba, 112), truth);
        double plain = RootMeanSquare(new FaceWarp(stored, 1, side, side).Sample(rgba, 112), truth);

        TestContext.Current.TestOutputHelper?.WriteLine($"scale {scale}: grid {grid:0.000}, plain {plain:0.000} grey levels");
        Assert.True(grid < 0.5 * plain, $"grid {grid:0.00}, plain {plain:0.00}");
    }

    private static double RootMeanSquare(byte[] crop, double[] truth) => Math.Sqrt(crop.Zip(truth).Average(pair => (pair.First - pair.Second) * (pair.First - pair.Second)));

    private static double[] Reference(byte[] rgba, int width, int height, SimilarityMap map, int samples, int size = Size)
    {
        var crop = new double[size * size * 3];
        for (int i = 0; i < crop.Length; i++)
        {
            int channel = i % 3;
            int x = i / 3 % size;
            int y = i / 3 / size;
            for (int j = 0; j < samples * samples; j++)
            {
                double px = x - 0.5 + (((j % samples) + 0.5) / samples);
                double py = y - 0.5 + (((j / samples) + 0.5) / samples);
                crop[i] += Bilinear((map.A * px) + (map.B * py) + map.Tx, (-map.B * px) + (map.A * py) + map.Ty, channel) / (samples * samples);
            }
        }

        return crop;

        double Bilinear(double u, double v, int channel)
        {
            double left = Math.Floor(u);
            double top = Math.Floor(v);
            double upper = Mix(Value(left, top, channel), Value(left + 1, top, channel), u - left);
            double lower = Mix(Value(left, top + 1, channel), Value(left + 1, top + 1, channel), u - left);
            return Mix(upper, lower, v - top);
        }

        double Value(double u, double v, int channel) => u >= 0 && u < width && v >= 0 && v < height ? rgba[((((int)v * width) + (int)u) * 4) + channel] : 0;

        static double Mix(double a, double b, double share) => (a * (1 - share)) + (b * share);
    }

    private static (byte[] Rgba, int Width, int Height) Turned(byte[] rgba, int width, int height, Orientation orientation)
    {
        byte[] rgb = [.. rgba.Where((_, i) => i % 4 != 3)];
        byte[] turned = Upright.Turn(rgb, width, height, orientation);
        byte[] wide = [.. turned.Chunk(3).SelectMany(pixel => pixel.Append(byte.MaxValue))];
        return Upright.SwapsSides(orientation) ? (wide, height, width) : (wide, width, height);
    }

    private static byte[] Face(int side)
    {
        var rgb = new byte[side * side * 3];
        FaceRenderer.RenderAt(side, FaceIdentity.FromSeed(11), FaceVariation.Frontal with { Noise = 4 }, rgb);
        return [.. rgb.Chunk(3).SelectMany(pixel => pixel.Append(byte.MaxValue))];
    }

    private static byte[] Noise(int width, int height, int seed)
    {
        var bytes = new byte[width * height * 4];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
