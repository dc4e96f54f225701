using HyperFace.Embedding.Tests.Images;

namespace HyperFace.Embedding.Tests.Models;

public sealed class FaceEmbedderTests
{
    [Fact]
    public void An_image_becomes_a_template_of_unit_length_with_the_length_of_the_output_as_norm()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open();

        FaceTemplate template = embedder.Embed(Pictures.Plain(16, 16, 255, 0, 51).Png());

        // (255, 0, 51) is (1, -1, -0.6) after mean and scale, and the graph adds a 1.
        double norm = Math.Sqrt(1 + 1 + 0.36 + 1);
        Assert.Equal(norm, template.Norm, 1e-5);
        Assert.Equal([(float)(1 / norm), (float)(-1 / norm), (float)(-0.6 / norm), (float)(1 / norm)], template.Vector.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(embedder.Fingerprint, template.Fingerprint);
        Assert.Equal(embedder.Manifest.Fingerprint, template.Fingerprint);
        Assert.Equal("cpu", embedder.ExecutionProvider);
        Assert.Equal(4, embedder.Dimension);
    }
}
