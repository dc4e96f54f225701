namespace HyperFace.Search.Tests;

public sealed class CosineSimilarityTests
{
    [Fact]
    public void Parallel_vectors_have_similarity_one_whatever_their_length() =>
        Assert.Equal(1f, CosineSimilarity.Of([3f, 4f], [30f, 40f]), 1e-6f);
}
