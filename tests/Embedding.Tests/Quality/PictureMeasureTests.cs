using CsCheck;
using HyperFace.Embedding.Quality;
using HyperFace.Synthesis;

namespace HyperFace.Embedding.Tests.Quality;

public sealed class PictureMeasureTests
{
    private static readonly Gen<int> Faces = Gen.Int[1, 5000];

    [Fact]
    public void Sharpness_falls_with_every_blur() => Faces.Sample(
        seed =>
        {
            byte[] face = SyntheticCrop.Of(seed);
            float[] sharpness = [PictureMeasure.Of(face).Sharpness, .. new[] { 0.7, 1.4, 2.1, 3, 4.5, 6.5 }.Select(sigma => PictureMeasure.Of(SyntheticCrop.Blur(face, sigma)).Sharpness)];
            return Falls(sharpness);
        },
        iter: 40);

    [Fact]
    public void Sharpness_falls_when_a_face_is_enlarged_from_fewer_pixels() => Faces.Sample(
        seed =>
        {
            // Of a face of 112, 56, 37 and 28 pixels, enlarged to 112 by interpolation.
            float[] sharpness = [.. new[] { 1, 2, 3, 4 }.Select(factor => PictureMeasure.Of(Enlarged(SyntheticCrop.Of(seed), factor)).Sharpness)];
            return Falls(sharpness);
        },
        iter: 40);

    [Fact]
    public void Sharpness_does_not_ask_how_bright_or_how_strong_the_picture_is() => Gen.Select(Faces, Gen.Double[0.4, 0.9], Gen.Double[5, 20]).Sample(
        (seed, gain, offset) =>
        {
            byte[] face = SyntheticCrop.Of(seed);
            float weaker = PictureMeasure.Of(SyntheticCrop.Map(face, value => (gain * value) + offset)).Sharpness;
            return Math.Abs(weaker - PictureMeasure.Of(face).Sharpness) < 0.03f * weaker;
        },
        iter: 40);

    [Fact]
    public void Brightness_falls_with_every_darkening() => Faces.Sample(
        seed => Falls([.. new[] { 1, 0.8, 0.6, 0.4, 0.2, 0.1, 0 }.Select(gain => PictureMeasure.Of(SyntheticCrop.Map(SyntheticCrop.Of(seed), value => value * gain)).Brightness)]),
        iter: 40);

    [Fact]
    public void Contrast_falls_with_every_flattening() => Faces.Sample(
        seed => Falls([.. new[] { 1, 0.8, 0.6, 0.4, 0.2, 0.1, 0 }.Select(gain => PictureMeasure.Of(SyntheticCrop.Map(SyntheticCrop.Of(seed), value => 128 + ((value - 128) * gain))).Contrast)]),
        iter: 40);

    [Fact]
    public void Clipping_grows_with_every_hardening() => Faces.Sample(
        seed =>
        {
            float[] clipped = [.. new[] { 1, 2, 4, 8, 16, 64 }.Select(gain => PictureMeasure.Of(SyntheticCrop.Map(SyntheticCrop.Of(seed), value => 128 + ((value - 128) * gain))).Clipped)];
            return clipped.Zip(clipped.Skip(1)).All(pair => pair.First <= pair.Second) && clipped[^1] > clipped[0] && clipped[^1] > 0.5f;
        },
        iter: 40);

    [Fact]
    public void Clipping_grows_with_every_overexposure() => Faces.Sample(
        seed =>
        {
            float[] clipped = [.. new[] { 1, 1.5, 2, 3, 5, 10 }.Select(gain => PictureMeasure.Of(SyntheticCrop.Map(SyntheticCrop.Of(FaceVariation.Frontal, seed), value => value * gain)).Clipped)];
            return clipped.Zip(clipped.Skip(1)).All(pair => pair.First <= pair.Second) && clipped[^1] > 0.5f;
        },
        iter: 40);

    [Fact]
    public void Known_pictures_have_known_measures()
    {
        byte[] grey = [.. Enumerable.Repeat((byte)51, FaceRenderer.ByteCount)];
        Assert.Equal(0.2f, PictureMeasure.Of(grey).Brightness, 1e-5f);
        Assert.Equal((0f, 0f, 0f), (PictureMeasure.Of(grey).Sharpness, PictureMeasure.Of(grey).Contrast, PictureMeasure.Of(grey).Clipped));

        byte[] red = [.. Enumerable.Range(0, FaceRenderer.ByteCount).Select(i => i % 3 == 0 ? byte.MaxValue : byte.MinValue)];
        Assert.Equal(0.2126f, PictureMeasure.Of(red).Brightness, 1e-5);

        // A wave of 16 pixels across, amplitude 100: standard deviation 100/√2, gradient of the Sobel operator sin(2π/16) a pixel.
        byte[] wave = [.. Enumerable.Range(0, FaceRenderer.ByteCount).Select(i => (byte)Math.Round(128 + (100 * Math.Sin(2 * Math.PI * (i / 3 % 112) / 16))))];
        PictureMeasure measure = PictureMeasure.Of(wave);
        Assert.Equal(100 / Math.Sqrt(2) / 255, measure.Contrast, 1e-3);
        Assert.Equal(Math.Sin(2 * Math.PI / 16), measure.Sharpness, 3e-3);
        Assert.Equal(0, measure.Clipped);

        byte[] halves = [.. Enumerable.Range(0, FaceRenderer.ByteCount).Select(i => i / 3 % 112 < 56 ? byte.MinValue : byte.MaxValue)];
        Assert.Equal((0.5f, 0.5f, 1f), (PictureMeasure.Of(halves).Brightness, PictureMeasure.Of(halves).Contrast, PictureMeasure.Of(halves).Clipped));
    }

    /// <summary>The figures of docs/quality.md: what synthetic faces have, as they are and after harm.</summary>
    [Fact]
    public void The_levels_keep_good_synthetic_faces_and_refuse_ruined_ones()
    {
        int[] seeds = [.. Enumerable.Range(1, 60)];
        Report("frontal", seed => SyntheticCrop.Of(FaceVariation.Frontal, seed));
        Report("varied", SyntheticCrop.Of);
        foreach (double sigma in new[] { 1.0, 2, 3, 4, 6, 10 })
        {
            Report($"frontal, blur {sigma}", seed => SyntheticCrop.Blur(SyntheticCrop.Of(FaceVariation.Frontal, seed), sigma));
        }

        foreach (double gain in new[] { 0.5, 0.25, 0.1 })
        {
            Report($"frontal, light x {gain}", seed => SyntheticCrop.Map(SyntheticCrop.Of(FaceVariation.Frontal, seed), value => value * gain));
        }

        Assert.Equal(0, Refused(QualityLevel.High, seed => SyntheticCrop.Of(FaceVariation.Frontal, seed)));
        Assert.Equal(0, Refused(QualityLevel.Low, SyntheticCrop.Of));
        Assert.InRange(Refused(QualityLevel.Low, seed => SyntheticCrop.Blur(SyntheticCrop.Of(FaceVariation.Frontal, seed), 10)), 50, seeds.Length);
        Assert.Equal(seeds.Length, Refused(QualityLevel.High, seed => SyntheticCrop.Blur(SyntheticCrop.Of(FaceVariation.Frontal, seed), 3)));
        Assert.Equal(seeds.Length, Refused(QualityLevel.Low, seed => SyntheticCrop.Map(SyntheticCrop.Of(FaceVariation.Frontal, seed), value => value * 0.08)));
        Assert.Equal(seeds.Length, Refused(QualityLevel.Low, seed => SyntheticCrop.Map(SyntheticCrop.Of(FaceVariation.Frontal, seed), value => 128 + ((value - 128) * 0.03))));

        int Refused(QualityLevel level, Func<int, byte[]> face) => seeds.Count(seed => QualityJudge.FlawsOf(Measured(PictureMeasure.Of(face(seed))), QualityThresholds.Of(level)).Count > 0);

        void Report(string what, Func<int, byte[]> face)
        {
            PictureMeasure[] all = [.. seeds.Select(seed => PictureMeasure.Of(face(seed)))];
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{what}: sharpness {Range(all, m => m.Sharpness)}, brightness {Range(all, m => m.Brightness)}, contrast {Range(all, m => m.Contrast)}, clipped {Range(all, m => m.Clipped)}");
        }

        static string Range(PictureMeasure[] all, Func<PictureMeasure, float> of) => FormattableString.Invariant($"{all.Min(of):0.000}..{all.Average(m => of(m)):0.000}..{all.Max(of):0.000}");
    }

    internal static FaceQuality Measured(PictureMeasure picture) => new()
    {
        Sharpness = picture.Sharpness,
        Brightness = picture.Brightness,
        Contrast = picture.Contrast,
        Clipped = picture.Clipped,
        Yaw = 0,
        Pitch = 0,
        Roll = 0,
        FaceSize = 200,
        EyeDistance = 100,
        Confidence = 0.9f,
    };

    private static bool Falls(float[] values) => values.Zip(values.Skip(1)).All(pair => pair.First > pair.Second);

    private static byte[] Enlarged(byte[] rgb, int factor)
    {
        const int Side = SyntheticCrop.Side;
        byte[] wide = [.. rgb.Chunk(3).SelectMany(pixel => pixel.Append(byte.MaxValue))];
        int small = Side / factor;
        byte[] few = HyperFace.Embedding.Images.Resampler.Resample(wide, Side, Side, new HyperFace.Embedding.Images.CutRectangle(0, 0, Side, Side), small, small);
        byte[] fewWide = [.. few.Chunk(3).SelectMany(pixel => pixel.Append(byte.MaxValue))];
        return HyperFace.Embedding.Images.Resampler.Resample(fewWide, small, small, new HyperFace.Embedding.Images.CutRectangle(0, 0, small, small), Side, Side);
    }
}
