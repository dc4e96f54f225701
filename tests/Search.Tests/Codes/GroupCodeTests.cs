using HyperFace.Search.Codes;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Codes;

/// <summary>What peak and sign codes stand for, told coordinate by coordinate.</summary>
public sealed class GroupCodeTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(192)]
    [InlineData(512)]
    [InlineData(4096)]
    public void Alignments_are_the_cosines_to_what_codes_stand_for_and_about_as_large_as_is_usual(int dimension)
    {
        float[] vector = SeededVectors.Unit(SeededVectors.Gaussian(dimension, dimension));
        var code = new byte[dimension / 8];
        double ofSigns = SignCode.Write(vector, code);
        Assert.Equal(Cosine(vector, [.. Enumerable.Range(0, dimension).Select(i => ((code[i / 8] >> (i % 8)) & 1) == 0 ? -1.0 : 1)]), ofSigns, 1e-6);
        Assert.Equal(SignCode.UsualAlignment, ofSigns, 0.6 / Math.Sqrt(dimension));

        double ofPeaks = PeakCode.Write(vector, code);
        Assert.Equal(Cosine(vector, PeaksIn(code, dimension)), ofPeaks, 1e-6);
        Assert.Equal(PeakCode.UsualAlignment, ofPeaks, 1.5 / Math.Sqrt(dimension));
    }

    [Fact]
    public void A_peak_is_what_lies_farthest_from_0_the_first_of_equals()
    {
        float[] vector = new float[32];
        vector[3] = -0.5f;
        vector[5] = 0.5f;
        vector[8 + 7] = 0.5f;
        vector[16] = 0.1f;
        vector[16 + 2] = -0.5f;
        var code = new byte[2];
        Assert.Equal(4 * 0.5 / 2 * 0.75, PeakCode.Write(vector, code), 1e-7);

        // Place 3 below 0, place 7 above; place 2 below; nothing at all is 0 or more at the first place.
        Assert.Equal([0xF3, 0x82], code);
    }

    [Fact]
    public void The_usual_alignment_of_peaks_is_that_of_normal_deviates()
    {
        const int groups = 200_000;
        var random = new Random(1);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < groups; i++)
        {
            double[] eight = [.. Enumerable.Range(0, 8).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
            sum += eight.Max(Math.Abs);
            squares += eight.Sum(value => value * value);
        }

        Assert.Equal(PeakCode.UsualAlignment, sum / Math.Sqrt(groups * squares), 0.001);
    }

    private static double[] PeaksIn(byte[] code, int dimension)
    {
        var peaks = new double[dimension];
        for (int group = 0; group < dimension / 8; group++)
        {
            int half = (code[group / 2] >> (group % 2 * 4)) & 15;
            peaks[(group * 8) + (half & 7)] = half >= 8 ? 1 : -1;
        }

        return peaks;
    }

    private static double Cosine(float[] vector, double[] other) =>
        vector.Zip(other, (a, b) => a * b).Sum() / Math.Sqrt(other.Sum(value => value * value));
}
