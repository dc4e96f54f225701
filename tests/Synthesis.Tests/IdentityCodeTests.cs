using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis.Tests;

public sealed class IdentityCodeTests
{
    [Fact]
    public void A_drawn_code_has_length_one_and_is_the_same_on_every_machine()
    {
        float[] code = Draw(1, 512);

        Assert.Equal(1, Math.Sqrt(Dot(code, code)), 1e-6);
        Assert.Equal([0x3B50A177u, 0x3C804E2Fu], [Bits(code[0]), Bits(code[1])]);
        Assert.Equal(code, Draw(1, 512));
        Assert.NotEqual(code, Draw(2, 512));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    public void Drawn_codes_are_spread_evenly(int length)
    {
        const int Count = 4000;
        var mean = new double[length];
        var square = new double[length];
        for (ulong seed = 0; seed < Count; seed++)
        {
            float[] code = Draw(seed, length);
            for (int i = 0; i < length; i++)
            {
                mean[i] += code[i] / (double)Count;
                square[i] += (double)code[i] * code[i] / Count;
            }
        }

        // Each coordinate has mean 0 and variance 1/length; five standard errors.
        double error = 5 / Math.Sqrt(Count * (double)length);
        Assert.All(mean, value => Assert.InRange(value, -error, error));
        double spread = 5 * Math.Sqrt(2.0 / Count);
        Assert.All(square, value => Assert.InRange(value * length, 1 - spread, 1 + spread));
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        const int Count = 200_000;
        var random = new NormalDraw(5);
        double[] values = [.. Enumerable.Range(0, Count).Select(_ => random.Next())];

        Assert.Equal(0, values.Average(), 0.012);
        Assert.Equal(1, values.Average(value => value * value), 0.02);
        Assert.Equal(3, values.Average(value => value * value * value * value), 0.12);
        Assert.Equal(0.6827, values.Count(value => Math.Abs(value) < 1) / (double)Count, 0.006);
    }

    [Fact]
    public void The_logarithm_is_the_logarithm()
    {
        for (double x = 1e-300; x < 1e300; x *= 1.37)
        {
            Assert.Equal(Math.Log(x), NormalDraw.Log(x), Math.Abs(Math.Log(x)) * 1e-14 + 1e-14);
        }
    }

    [Theory]
    [InlineData(0.001f)]
    [InlineData(0.01f)]
    [InlineData(0.03f)]
    public void A_varied_code_is_as_far_away_as_beta_says(float beta)
    {
        float[] code = Draw(3, 512);
        double cosines = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            var varied = new float[512];
            IdentityCode.Vary(code, beta, seed, varied);
            Assert.Equal(1, Dot(varied, varied), 1e-5);
            cosines += Dot(code, varied) / 200;
        }

        Assert.Equal(1 / Math.Sqrt(1 + (512 * beta * beta)), cosines, 0.004);
    }

    [Fact]
    public void A_beta_of_nothing_leaves_the_code_and_a_code_can_be_varied_in_place()
    {
        float[] code = Draw(4, 64);
        var same = new float[64];
        IdentityCode.Vary(code, 0f, 9, same);
        Assert.Equal(code, same);

        var varied = new float[64];
        IdentityCode.Vary(code, 0.05f, 9, varied);
        IdentityCode.Vary(code, 0.05f, 9, code);
        Assert.Equal(varied, code);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(4097)]
    [InlineData(0)]
    public void A_code_too_short_or_too_long_is_refused(int length) =>
        Assert.Contains($"8 to 4096 values, not {length}", Assert.Throws<ArgumentException>(() => IdentityCode.Draw(1, new float[length])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.1f)]
    [InlineData(float.NaN)]
    public void A_beta_out_of_range_is_refused(float beta) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => IdentityCode.Vary(Draw(1, 8), beta, 1, new float[8]));

    [Fact]
    public void What_is_no_code_is_refused()
    {
        float[] code = Draw(1, 8);
        Assert.Contains("the length 1; this one has 2", Assert.Throws<ArgumentException>(() => IdentityCode.Vary([2, 0, 0, 0, 0, 0, 0, 0], 0.1f, 1, new float[8])).Message, StringComparison.Ordinal);
        Assert.Contains("Value 3", Assert.Throws<ArgumentException>(() => IdentityCode.Vary([1, 0, 0, float.NaN, 0, 0, 0, 0], 0.1f, 1, new float[8])).Message, StringComparison.Ordinal);
        Assert.Contains("9 values, the code 8", Assert.Throws<ArgumentException>(() => IdentityCode.Vary(code, 0.1f, 1, new float[9])).Message, StringComparison.Ordinal);
    }

    internal static float[] Draw(ulong seed, int length)
    {
        var code = new float[length];
        IdentityCode.Draw(seed, code);
        return code;
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b).Sum(pair => (double)pair.First * pair.Second);

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}
