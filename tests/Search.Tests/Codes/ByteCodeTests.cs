using HyperFace.Search.Codes;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Codes;

public sealed class ByteCodeTests
{
    [Theory]
    [InlineData(64)]
    [InlineData(512)]
    [InlineData(4096)]
    public void The_error_is_a_bound_and_a_close_one(int dimension)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            float[] vector = SeededVectors.Gaussian(seed, dimension);
            double length = Math.Sqrt(vector.Sum(value => (double)value * value));
            vector = [.. vector.Select(value => (float)(value / length))];
            var bytes = new sbyte[dimension];
            ByteCode code = ByteCode.Write(vector, bytes);
            double error = Math.Sqrt(vector.Zip(bytes, (value, b) => Math.Pow(value - ((double)b * code.Scale), 2)).Sum());
            Assert.InRange(code.Error, error, error + 2e-5);
            Assert.Equal(Math.Sqrt(bytes.Sum(b => Math.Pow((double)b * code.Scale, 2))), code.Length, 1e-5);
            Assert.Equal(127, bytes.Max(b => Math.Abs((int)b)));
        }
    }

    [Fact]
    public void A_vector_of_zeros_has_a_code_of_zeros()
    {
        sbyte[] bytes = [.. Enumerable.Repeat((sbyte)5, 64)];
        Assert.Equal(default, ByteCode.Write(new float[64], bytes));
        Assert.All(bytes, b => Assert.Equal(0, b));
    }

    [Fact]
    public void The_largest_coordinate_keeps_its_sign()
    {
        var vector = new float[64];
        vector[3] = -1;
        var bytes = new sbyte[64];
        ByteCode code = ByteCode.Write(vector, bytes);
        Assert.Equal(-127, bytes[3]);
        Assert.Equal(1, code.Length, 1e-6);
    }
}
