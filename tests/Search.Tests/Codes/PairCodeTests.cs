using HyperFace.Search.Codes;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Codes;

public sealed class PairCodeTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(192)]
    [InlineData(512)]
    [InlineData(4096)]
    public void It_stands_for_a_vector_close_to_the_one_that_was_coded(int dimension)
    {
        float[] vector = SeededVectors.Gaussian(dimension, dimension);
        double length = Math.Sqrt(vector.Sum(value => (double)value * value));
        vector = [.. vector.Select(value => (float)(value / length))];
        var bytes = new byte[PairCode.BytesOf(dimension)];
        PairCode code = PairCode.Write(vector, bytes);

        int[] levels = [.. Enumerable.Range(0, dimension).Select(i => (2 * ((bytes[(i / 128 * 32) + (i % 32)] >> (2 * (i % 128 / 32))) & 3)) - 3)];
        Assert.Equal(1 / Math.Sqrt(levels.Sum(level => (double)level * level)), code.PerLength, 1e-6);
        Assert.Equal(vector.Zip(levels, (value, level) => (double)value * level).Sum() * code.PerLength, code.Alignment, 1e-5);
        Assert.InRange(code.Alignment, 0.9f, 0.97f);
        Assert.All(vector.Zip(levels), pair => Assert.Equal(pair.First >= 0, pair.Second > 0));
    }

    [Fact]
    public void What_fills_up_to_a_stretch_is_zero()
    {
        // The probe is zero there; but the code's bytes must not depend on what lay in memory before.
        byte[] bytes = [.. Enumerable.Repeat((byte)0xFF, PairCode.BytesOf(64))];
        PairCode.Write([.. Enumerable.Repeat(0.125f, 64)], bytes);
        Assert.All(bytes, b => Assert.Equal(0, b >> 4));
    }
}
