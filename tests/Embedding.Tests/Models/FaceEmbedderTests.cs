using HyperFace.Embedding.Tests.Graphs;
using HyperFace.Embedding.Tests.Images;
using System.Text.Json.Nodes;

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
        AssertClose([1 / norm, -1 / norm, -0.6 / norm, 1 / norm], template);
        Assert.Equal(embedder.Fingerprint, template.Fingerprint);
        Assert.Equal(embedder.Manifest.Fingerprint, template.Fingerprint);
        Assert.Equal(4, embedder.Dimension);
    }

    [Fact]
    public void Blue_comes_first_where_the_manifest_says_so()
    {
        using var model = new TestModel(change: json => json["channelOrder"] = "bgr");
        using FaceEmbedder embedder = model.Open();
        double norm = Math.Sqrt(1 + 1 + 0.36 + 1);
        AssertClose([-0.6 / norm, -1 / norm, 1 / norm, 1 / norm], embedder.Embed(Pictures.Plain(16, 16, 255, 0, 51).Png()));
    }

    [Theory]
    [InlineData("rgb", new[] { (100 - 10) * 0.5, (150 - 20) * 0.25, (200 - 30) * 0.125, 1 })]
    [InlineData("bgr", new[] { (200 - 10) * 0.5, (150 - 20) * 0.25, (100 - 30) * 0.125, 1 })]
    public void Mean_and_scale_belong_to_the_planes_in_the_model_s_order(string order, double[] expected)
    {
        using var model = new TestModel(change: json =>
        {
            json["channelOrder"] = order;
            json["mean"] = new JsonArray(10, 20, 30);
            json["scale"] = new JsonArray(0.5, 0.25, 0.125);
        });
        using FaceEmbedder embedder = model.Open();
        double norm = Math.Sqrt(expected.Sum(value => value * value));
        FaceTemplate template = embedder.Embed(Pictures.Plain(16, 16, 100, 150, 200).Png());
        Assert.Equal(norm, template.Norm, 1e-3);
        AssertClose([.. expected.Select(value => value / norm)], template);
    }

    [Fact]
    public void The_norm_is_the_graph_s_own_where_it_gives_one()
    {
        using var model = new TestModel(FaceGraphs.WithNorm(), json =>
        {
            json["dimension"] = 3;
            json["normOutput"] = "norm";
        });
        using FaceEmbedder embedder = model.Open();
        FaceTemplate template = embedder.Embed(Pictures.Plain(16, 16, 255, 0, 51).Png());
        Assert.Equal(3f, template.Norm, 1e-5f);
        Assert.Equal(1, template.Vector.ToArray().Sum(value => (double)value * value), 1e-6);

        // Black gives -3, which is no norm.
        Assert.Contains("-3 as the norm", Assert.Throws<ModelException>(() => embedder.Embed(Pictures.Plain(16, 16, 0, 0, 51).Png())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vector_that_is_not_finite_is_never_returned()
    {
        using var model = new TestModel(FaceGraphs.SquareRoots(), json => json["dimension"] = 3);
        using FaceEmbedder embedder = model.Open();
        Assert.Contains("is not finite", Assert.Throws<ModelException>(() => embedder.Embed(Pictures.Plain(16, 16, 0, 255, 255).Png())).Message, StringComparison.Ordinal);
        AlignedFace good = embedder.Prepare(Pictures.Plain(16, 16, 255, 255, 255).Png());
        AlignedFace bad = embedder.Prepare(Pictures.Plain(16, 16, 0, 255, 255).Png());
        Assert.Throws<ModelException>(() => embedder.Embed([good, bad, good]));
        Assert.Equal(3, embedder.Embed([good, good, good]).Count);
    }

    [Fact]
    public void A_vector_of_zeros_is_never_returned()
    {
        using var model = new TestModel(FaceGraphs.SquareRoots(), json =>
        {
            json["dimension"] = 3;
            json["mean"] = new JsonArray(0, 0, 0);
        });
        using FaceEmbedder embedder = model.Open();
        Assert.Contains("is zero", Assert.Throws<ModelException>(() => embedder.Embed(Pictures.Plain(16, 16, 0, 0, 0).Png())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 16)]
    [InlineData(3, 5)]
    [InlineData(4, 256)]
    public void Templates_come_in_order_and_do_not_depend_on_the_batch(int threads, int batch)
    {
        using var model = new TestModel(FaceGraphs.Projection());
        using FaceEmbedder alone = model.Open(new FaceEmbedderOptions { Threads = 1, BatchSize = 1 });
        using FaceEmbedder together = model.Open(new FaceEmbedderOptions { Threads = threads, BatchSize = batch });
        AlignedFace[] faces = [.. Enumerable.Range(0, 37).Select(seed => alone.Prepare(Pictures.Noise(16, 16, seed).Png()))];

        IReadOnlyList<FaceTemplate> templates = together.Embed(faces);

        Assert.Equal(faces.Length, templates.Count);
        for (int i = 0; i < faces.Length; i++)
        {
            AssertClose([.. alone.Embed([faces[i]])[0].Vector.ToArray()], templates[i]);
        }
    }

    [Fact]
    public void A_graph_for_one_image_at_a_time_is_given_one_at_a_time()
    {
        using var model = new TestModel(FaceGraphs.PlaneMeans(batch: 1));
        using FaceEmbedder embedder = model.Open(new FaceEmbedderOptions { BatchSize = 16 });
        AlignedFace[] faces = [.. Enumerable.Range(0, 9).Select(i => embedder.Prepare(Pictures.Plain(16, 16, (byte)(i * 20), 0, 0).Png()))];
        float[] reds = [.. embedder.Embed(faces).Select(template => template.Vector.Span[0] * template.Norm)];
        Assert.Equal([.. Enumerable.Range(0, 9).Select(i => (float)(((i * 20) - 127.5) / 127.5))], reds, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void No_faces_give_no_templates()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open();
        Assert.Empty(embedder.Embed(Array.Empty<AlignedFace>()));
    }

    [Fact]
    public void A_face_of_another_size_is_refused_with_its_place()
    {
        using var model = new TestModel();
        using var larger = new TestModel(FaceGraphs.PlaneMeans(side: 24), json => (json["width"], json["height"]) = (24, 24));
        using FaceEmbedder embedder = model.Open();
        using FaceEmbedder other = larger.Open();
        byte[] image = Pictures.Slopes(32, 32).Png();

        AlignedFace[] faces = [embedder.Prepare(image), other.Prepare(image)];

        Assert.Contains("Face 1 has 24 x 24 pixels; this model takes 16 x 16", Assert.Throws<ArgumentException>(() => embedder.Embed(faces)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => embedder.Embed([null!]));
        Assert.Throws<ArgumentNullException>(() => embedder.Embed((IReadOnlyList<AlignedFace>)null!));
    }

    [Fact]
    public void Many_threads_get_the_same_templates_as_one()
    {
        using var model = new TestModel(FaceGraphs.Projection());
        using FaceEmbedder embedder = model.Open(new FaceEmbedderOptions { Threads = 2, BatchSize = 4 });
        AlignedFace[] faces = [.. Enumerable.Range(0, 16).Select(seed => embedder.Prepare(Pictures.Noise(16, 16, seed).Png()))];
        float[][] expected = [.. embedder.Embed(faces).Select(template => template.Vector.ToArray())];

        Parallel.For(0, 64, round =>
        {
            int first = round % 8;
            IReadOnlyList<FaceTemplate> templates = embedder.Embed(faces[first..]);
            for (int i = 0; i < templates.Count; i++)
            {
                AssertClose([.. expected[first + i]], templates[i]);
            }
        });
    }

    [Fact]
    public void Closing_twice_is_harmless_and_afterwards_nothing_is_embedded()
    {
        using var model = new TestModel();
        FaceEmbedder embedder = model.Open();
        byte[] image = Pictures.Slopes(16, 16).Png();
        AlignedFace face = embedder.Prepare(image);
        embedder.Dispose();
        embedder.Dispose();
        Assert.Throws<ObjectDisposedException>(() => embedder.Embed([face]));
        Assert.Throws<ObjectDisposedException>(() => embedder.Embed([face, face, face]));
        Assert.Throws<ObjectDisposedException>(() => embedder.Embed(Array.Empty<AlignedFace>()));
        Assert.Throws<ObjectDisposedException>(() => embedder.Embed(image));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task Closing_under_calls_lets_each_end_whole_or_be_refused(int threads)
    {
        using var model = new TestModel(FaceGraphs.Projection());
        for (int round = 0; round < 20; round++)
        {
            FaceEmbedder embedder = model.Open(new FaceEmbedderOptions { Threads = threads, BatchSize = 2 });
            AlignedFace[] faces = [.. Enumerable.Range(0, 8).Select(seed => embedder.Prepare(Pictures.Noise(16, 16, seed).Png()))];
            using var started = new CountdownEvent(4);
            Task<int>[] callers = [.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () => EmbedUntilClosed(embedder, faces, started), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
            started.Wait(TestContext.Current.CancellationToken);
            embedder.Dispose();
            int[] completed = await Task.WhenAll(callers);
            Assert.All(completed, calls => Assert.True(calls >= 1));
        }
    }

    private static int EmbedUntilClosed(FaceEmbedder embedder, AlignedFace[] faces, CountdownEvent started)
    {
        for (int calls = 0; ; calls++)
        {
            try
            {
                Assert.Equal(faces.Length, embedder.Embed(faces).Count(template => template is not null));
            }
            catch (ObjectDisposedException)
            {
                return calls;
            }

            if (calls == 0)
            {
                started.Signal();
            }
        }
    }

    private static void AssertClose(double[] expected, FaceTemplate template) =>
        Assert.Equal(expected, template.Vector.ToArray().Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-6);
}
