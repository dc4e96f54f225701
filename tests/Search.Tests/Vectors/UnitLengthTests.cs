using HyperFace.Search.Vectors;

namespace HyperFace.Search.Tests.Vectors;

public sealed class UnitLengthTests
{
    [Theory]
    [InlineData(1f)]
    [InlineData(3e38f)]
    [InlineData(1e-14f)]
    public void A_vector_of_any_length_becomes_one_of_length_one(float scale)
    {
        var unit = new float[2];
        UnitLength.Normalise([0.6f * scale, -0.8f * scale], unit, 2);
        Assert.Equal(0.6f, unit[0], 1e-6f);
        Assert.Equal(-0.8f, unit[1], 1e-6f);
    }

    [Fact]
    public void A_vector_of_another_dimension_is_refused() => Refuses(InvalidTemplateReason.WrongDimension, [1, 2, 3]);

    [Fact]
    public void An_empty_vector_is_refused() => Refuses(InvalidTemplateReason.WrongDimension, []);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_refused(float value)
    {
        Refuses(InvalidTemplateReason.NotFinite, [1, value]);
        Refuses(InvalidTemplateReason.NotFinite, [value, 1]);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.Epsilon)]
    [InlineData(1e-20f)]
    public void A_vector_without_direction_is_refused(float value) => Refuses(InvalidTemplateReason.ZeroVector, [value, value]);

    private static void Refuses(InvalidTemplateReason reason, float[] vector) =>
        Assert.Equal(reason, Assert.Throws<InvalidTemplateException>(() => UnitLength.Measure(vector, 2)).Reason);
}
