namespace HyperFace.Search.Tests;

public sealed class CosineSimilarityTests
{
    [Fact]
    public void Parallel_vectors_have_similarity_one_whatever_their_length() =>
        Assert.Equal(1f, CosineSimilarity.Of([3f, 4f], [30f, 40f]), 1e-6f);

    [Fact]
    public void Opposite_vectors_have_similarity_minus_one_and_orthogonal_ones_zero()
    {
        Assert.Equal(-1f, CosineSimilarity.Of([3f, 4f], [-6f, -8f]), 1e-6f);
        Assert.Equal(0f, CosineSimilarity.Of([3f, 4f], [-4f, 3f]), 1e-6f);
    }

    [Fact]
    public void The_longest_and_shortest_vectors_do_not_overflow() =>
        Assert.Equal(0.6f, CosineSimilarity.Of([3e38f, 0], [3e-10f, 4e-10f]), 1e-6f);

    [Theory]
    [InlineData(new[] { 1f, 2f }, new[] { 1f }, InvalidTemplateReason.WrongDimension)]
    [InlineData(new[] { 1f }, new[] { 1f, 2f }, InvalidTemplateReason.WrongDimension)]
    [InlineData(new float[0], new float[0], InvalidTemplateReason.ZeroVector)]
    [InlineData(new[] { 0f, 0f }, new[] { 1f, 2f }, InvalidTemplateReason.ZeroVector)]
    [InlineData(new[] { 1f, 2f }, new[] { 0f, 0f }, InvalidTemplateReason.ZeroVector)]
    [InlineData(new[] { float.NaN, 2f }, new[] { 1f, 2f }, InvalidTemplateReason.NotFinite)]
    [InlineData(new[] { 1f, 2f }, new[] { 1f, float.PositiveInfinity }, InvalidTemplateReason.NotFinite)]
    public void Vectors_without_an_angle_are_refused(float[] a, float[] b, InvalidTemplateReason reason) =>
        Assert.Equal(reason, Assert.Throws<InvalidTemplateException>(() => CosineSimilarity.Of(a, b)).Reason);
}
