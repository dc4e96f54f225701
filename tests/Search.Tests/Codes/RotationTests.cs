using HyperFace.Search.Codes;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Codes;

public sealed class RotationTests
{
    public static TheoryData<int> Dimensions => [64, 65, 100, 127, 128, 192, 320, 448, 512, 640, 1000, 1024, 1984, 4032, 4096];

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void Products_stay_what_they_were(int dimension)
    {
        var rotation = new Rotation(dimension, seed: 3);
        Assert.Equal((dimension + 63) / 64 * 64, rotation.Dimension);
        for (int i = 0; i < 10; i++)
        {
            float[] a = SeededVectors.Gaussian(i, dimension);
            float[] b = SeededVectors.Beside(a, 1, i);
            double before = Dot(a, b);
            double length = Math.Sqrt(Dot(a, a) * Dot(b, b));
            Assert.Equal(before / length, Dot(Apply(rotation, a), Apply(rotation, b)) / length, 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void A_single_coordinate_is_spread_over_all(int dimension)
    {
        // The sign code of a vector is worth something only if no coordinate dominates: that is what the rotation is for.
        var rotation = new Rotation(dimension, seed: 3);
        foreach (int place in new[] { 0, 1, dimension / 2, dimension - 1 })
        {
            var axis = new float[dimension];
            axis[place] = 1;
            float[] rotated = Apply(rotation, axis);
            double alignment = rotated.Sum(value => Math.Abs((double)value)) / Math.Sqrt(rotated.Length);
            Assert.InRange(alignment, 0.7, 0.95);
            Assert.InRange(rotated.Max(Math.Abs), 0, 6 / Math.Sqrt(dimension));
        }
    }

    [Fact]
    public void Another_seed_is_another_rotation_and_the_same_one_the_same()
    {
        float[] vector = SeededVectors.Gaussian(1, 512);
        Assert.Equal(Apply(new Rotation(512, 1), vector), Apply(new Rotation(512, 1), vector));
        Assert.NotEqual(Apply(new Rotation(512, 1), vector), Apply(new Rotation(512, 2), vector));
    }

    [Theory]
    [InlineData(320, 2604299851)]
    [InlineData(512, 492665881)]
    public void The_bits_are_those_of_every_processor(int dimension, uint expected)
    {
        // Written down once: whoever computes in another order, or fuses a multiplication with an addition, gets others.
        float[] rotated = Apply(new Rotation(dimension, 42), [.. Enumerable.Range(0, dimension).Select(i => (((i * 37) % 101) - 50) / 50f)]);
        uint hash = rotated.Aggregate(2166136261, (h, value) => (h ^ BitConverter.SingleToUInt32Bits(value)) * 16777619);
        Assert.Equal(expected, hash);
    }

    private static float[] Apply(Rotation rotation, float[] vector)
    {
        var rotated = new float[rotation.Dimension];
        rotation.Apply(vector, rotated);
        return rotated;
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
