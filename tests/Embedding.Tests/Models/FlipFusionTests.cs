using HyperFace.Embedding.Tests.Checkpoints;
using HyperFace.Embedding.Tests.Graphs;
using HyperFace.Embedding.Tests.Images;

namespace HyperFace.Embedding.Tests.Models;

/// <summary>Templates of a face together with its mirror image, against the same computed by hand from two single runs.</summary>
public sealed class FlipFusionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 16)]
    [InlineData(2, 3)]
    public void A_graph_that_gives_raw_outputs_has_them_added(int threads, int batch)
    {
        var options = new FaceEmbedderOptions { Threads = threads, BatchSize = batch };
        using var model = new TestModel(FaceGraphs.Projection());
        using var fused = new TestModel(FaceGraphs.Projection(), json => json["flipFusion"] = true);
        using FaceEmbedder single = model.Open();
        using FaceEmbedder both = fused.Open(options);
        AlignedFace[] faces = Faces(11, FaceGraphs.Side);

        IReadOnlyList<FaceTemplate> templates = both.Embed(faces);

        for (int i = 0; i < faces.Length; i++)
        {
            // Without a norm of its own, the graph's output is direction times norm of the template.
            FaceTemplate image = single.Embed([faces[i]])[0];
            FaceTemplate mirror = single.Embed([Mirrored(faces[i])])[0];
            AssertFused(image, mirror, templates[i]);
        }
    }

    [Fact]
    public void A_graph_that_gives_unit_outputs_and_norms_has_their_products_added()
    {
        using var folder = new TemporaryFolder();
        string checkpoint = folder.Write("small.ckpt", SmallNetworks.Checkpoint().ToArray());
        using FaceEmbedder single = FaceEmbedder.Open(CheckpointImport.Run(checkpoint, folder["single.onnx"]).ManifestPath);
        using FaceEmbedder both = FaceEmbedder.Open(CheckpointImport.Run(checkpoint, folder["both.onnx"], new CheckpointImportOptions { FlipFusion = true }).ManifestPath);
        Assert.Equal(single.Manifest.Sha256, both.Manifest.Sha256);
        Assert.NotEqual(single.Fingerprint, both.Fingerprint);
        foreach (AlignedFace face in Faces(5, SmallNetworks.Smallest.Side))
        {
            FaceTemplate image = single.Embed([face])[0];
            FaceTemplate mirror = single.Embed([Mirrored(face)])[0];
            Assert.NotEqual(image.Norm, mirror.Norm);
            AssertFused(image, mirror, both.Embed([face])[0]);
        }
    }

    [Fact]
    public void A_face_and_its_mirror_image_have_one_template()
    {
        using var fused = new TestModel(FaceGraphs.Projection(), json => json["flipFusion"] = true);
        using FaceEmbedder both = fused.Open();
        AlignedFace face = Faces(1, FaceGraphs.Side)[0];
        Assert.Equal(both.Embed([face])[0].Vector.ToArray(), both.Embed([Mirrored(face)])[0].Vector.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_graph_for_one_image_at_a_time_is_given_one_at_a_time()
    {
        using var fused = new TestModel(FaceGraphs.PlaneMeans(batch: 1), json => json["flipFusion"] = true);
        using FaceEmbedder both = fused.Open(new FaceEmbedderOptions { BatchSize = 16 });
        Assert.Equal(5, both.Embed(Faces(5, FaceGraphs.Side)).Count);
    }

    [Fact]
    public void No_faces_give_no_templates()
    {
        using var fused = new TestModel(change: json => json["flipFusion"] = true);
        using FaceEmbedder both = fused.Open();
        Assert.Empty(both.Embed(Array.Empty<AlignedFace>()));
    }

    [Fact]
    public void An_output_that_is_no_vector_is_never_part_of_a_template()
    {
        using var roots = new TestModel(FaceGraphs.SquareRoots(), json => (json["dimension"], json["flipFusion"]) = (3, true));
        using FaceEmbedder both = roots.Open();
        Assert.Contains("is not finite", Assert.Throws<ModelException>(() => both.Embed(Pictures.Plain(16, 16, 0, 255, 255).Png())).Message, StringComparison.Ordinal);

        using var norms = new TestModel(FaceGraphs.WithNorm(), json => (json["dimension"], json["normOutput"], json["flipFusion"]) = (3, "norm", true));
        using FaceEmbedder withNorm = norms.Open();
        Assert.Contains("-3 as the norm", Assert.Throws<ModelException>(() => withNorm.Embed(Pictures.Plain(16, 16, 0, 0, 51).Png())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_outputs_that_cancel_each_other_give_no_template()
    {
        // The difference of the two halves of the image changes its sign in the mirror.
        using var model = new TestModel(FaceGraphs.HalvesApart(), json => (json["dimension"], json["flipFusion"]) = (3, true));
        using FaceEmbedder both = model.Open();
        byte[] image = Pictures.Draw(16, 16, (x, _) => x < 8 ? SkiaSharp.SKColors.White : SkiaSharp.SKColors.Black).Png();
        Assert.Contains("is zero", Assert.Throws<ModelException>(() => both.Embed(image)).Message, StringComparison.Ordinal);
    }

    private static AlignedFace[] Faces(int count, int side)
    {
        var random = new Random(20261124);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var rgb = new byte[side * side * 3];
            random.NextBytes(rgb);
            return AlignedFace.FromRgb(side, side, rgb);
        })];
    }

    private static AlignedFace Mirrored(AlignedFace face) =>
        AlignedFace.FromRgb(face.Width, face.Height, [.. face.Rgb.ToArray().Chunk(3).Chunk(face.Width).SelectMany(row => row.Reverse()).SelectMany(pixel => pixel)]);

    private static void AssertFused(FaceTemplate image, FaceTemplate mirror, FaceTemplate fused)
    {
        double[] sum = [.. image.Vector.ToArray().Zip(mirror.Vector.ToArray()).Select(pair => ((double)pair.First * image.Norm) + ((double)pair.Second * mirror.Norm))];
        double length = Math.Sqrt(sum.Sum(value => value * value));
        Assert.Equal(sum.Select(value => value / length), fused.Vector.ToArray().Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(length / 2, fused.Norm, 1e-4 * length);
    }
}
