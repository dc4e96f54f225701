using HyperFace.Embedding.Tests.Graphs;
using HyperFace.Embedding.Tests.Images;
using HyperFace.Embedding.Tests.Models;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace HyperFace.Embedding.Tests.Setup;

/// <summary>A face model in a real host, as a program of the user's has it.</summary>
public sealed class EmbeddingServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string ShippedModel => Directory.GetFiles(Repository.PathOf("data", "models"), "*.json").Single();

    [Fact]
    public async Task The_shipped_model_generates_embeddings_in_order_with_norm_and_fingerprint()
    {
        using IHost host = Host(services => services.AddHyperFaceEmbedding(options => options.Model = ShippedModel));
        await host.StartAsync(Cancellation);
        var generator = host.Services.GetRequiredService<IEmbeddingGenerator<FaceImage, Embedding<float>>>();
        FaceEmbedder embedder = host.Services.GetRequiredService<FaceEmbedder>();
        byte[][] pictures = [.. Enumerable.Range(0, 20).Select(seed => Pictures.Noise(80, 90, seed).Jpeg())];

        GeneratedEmbeddings<Embedding<float>> embeddings = await generator.GenerateAsync(pictures.Select(picture => FaceImage.FromBytes(picture)), cancellationToken: Cancellation);

        Assert.Equal(pictures.Length, embeddings.Count);
        for (int i = 0; i < pictures.Length; i++)
        {
            FaceTemplate expected = embedder.Embed(pictures[i]);
            Assert.Equal(expected.Vector.ToArray(), embeddings[i].Vector.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
            Assert.Equal(expected.Norm, Assert.IsType<float>(embeddings[i].AdditionalProperties![FaceEmbeddingGenerator.NormProperty]), expected.Norm * 1e-4f);
            Assert.Equal(expected.Fingerprint.ToString(), embeddings[i].AdditionalProperties![FaceEmbeddingGenerator.FingerprintProperty]);
            Assert.Equal(embedder.Manifest.Name, embeddings[i].ModelId);
        }

        var metadata = generator.GetService<EmbeddingGeneratorMetadata>()!;
        Assert.Equal(("hyperface", embedder.Manifest.Name, embedder.Dimension), (metadata.ProviderName, metadata.DefaultModelId, metadata.DefaultModelDimensions));
        Assert.Same(embedder, generator.GetService<FaceEmbedder>());
        Assert.Same(embedder.Manifest, generator.GetService<ModelManifest>());
        Assert.Same(generator, generator.GetService<FaceEmbeddingGenerator>());
        Assert.Null(generator.GetService<string>());
        Assert.Null(generator.GetService(typeof(FaceEmbedder), "key"));
    }

    [Fact]
    public async Task The_model_is_opened_when_it_is_asked_for_once_and_closed_with_the_host()
    {
        using var model = new TestModel();
        IHost host = Host(services => services.AddHyperFaceEmbedding(options => options.Model = model.ManifestPath));
        await host.StartAsync(Cancellation);
        FaceEmbedder[] embedders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(host.Services.GetRequiredService<FaceEmbedder>, Cancellation)));
        Assert.Single(embedders.Distinct());

        host.Dispose();

        Assert.Throws<ObjectDisposedException>(() => embedders[0].Embed(Pictures.Plain(16, 16, 1, 2, 3).Png()));
    }

    [Fact]
    public async Task A_generator_leaves_its_embedder_open()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        Embedding<float> embedding;
        using (var generator = new FaceEmbeddingGenerator(embedder, clock))
        {
            embedding = (await generator.GenerateAsync([FaceImage.FromBytes(Pictures.Plain(16, 16, 255, 0, 51).Png())], cancellationToken: Cancellation))[0];
        }

        Assert.Equal(clock.GetUtcNow(), embedding.CreatedAt);
        embedder.Embed(Pictures.Plain(16, 16, 1, 2, 3).Png());
    }

    public static TheoryData<string, Action<FaceEmbeddingOptions>> Wrong() => new()
    {
        { "Model is empty", options => options.Model = " " },
        { "there is no file", options => options.Model = "nowhere/face.json" },
        { "Embedder must not be null", options => options.Embedder = null! },
        { "BatchSize must be from 1 to 256", options => options.Embedder = new FaceEmbedderOptions { BatchSize = 0 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_host_with_an_impossible_option_does_not_start_and_names_it(string message, Action<FaceEmbeddingOptions> change)
    {
        using IHost host = Host(services => services.AddHyperFaceEmbedding(options =>
        {
            options.Model = ShippedModel;
            change(options);
        }));

        OptionsValidationException refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_may_be_configured_elsewhere_and_a_model_that_is_none_is_told_when_it_is_opened()
    {
        using var model = new TestModel(change: json => json["sha256"] = new string('0', 64));
        using IHost host = Host(services =>
        {
            services.AddHyperFaceEmbedding();
            services.Configure<FaceEmbeddingOptions>(options => options.Model = model.ManifestPath);
        });
        await host.StartAsync(Cancellation);

        Assert.Contains("is not the model", Assert.Throws<ModelException>(host.Services.GetRequiredService<FaceEmbedder>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_is_named_by_its_place_and_nothing_is_answered()
    {
        using var model = new TestModel(FaceGraphs.SquareRoots(), json => json["dimension"] = 3);
        using FaceEmbedder embedder = model.Open();
        using var generator = new FaceEmbeddingGenerator(embedder);
        FaceImage good = FaceImage.FromBytes(Pictures.Plain(16, 16, 255, 255, 255).Png());

        InvalidImageException refusal = await Assert.ThrowsAsync<InvalidImageException>(() => generator.GenerateAsync([good, good, FaceImage.FromBytes("text"u8.ToArray(), "me.jpg")], cancellationToken: Cancellation));
        Assert.Equal(InvalidImageReason.UnknownFormat, refusal.Reason);
        Assert.StartsWith("Image 2 ('me.jpg'): ", refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("Image 1: ", (await Assert.ThrowsAsync<ModelException>(() => generator.GenerateAsync([good, FaceImage.FromBytes(Pictures.Plain(16, 16, 0, 0, 0).Png()), good], cancellationToken: Cancellation))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Image 0 ('nowhere.jpg') cannot be read", (await Assert.ThrowsAsync<IOException>(() => generator.GenerateAsync([FaceImage.FromFile("nowhere.jpg")], cancellationToken: Cancellation))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Image 0: ", (await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync([FaceImage.FromFace(new AlignedFace(8, 8, new byte[192]))], cancellationToken: Cancellation))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Image 1 is null", (await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync([good, null!], cancellationToken: Cancellation))).Message, StringComparison.Ordinal);
        Assert.Empty(await generator.GenerateAsync([], cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Another_model_or_dimension_than_the_own_is_refused()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open();
        using var generator = new FaceEmbeddingGenerator(embedder);
        FaceImage[] images = [FaceImage.FromBytes(Pictures.Plain(16, 16, 1, 2, 3).Png())];

        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(images, new EmbeddingGenerationOptions { Dimensions = 5 }, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(images, new EmbeddingGenerationOptions { ModelId = "other" }, Cancellation));
        Assert.Single(await generator.GenerateAsync(images, new EmbeddingGenerationOptions { Dimensions = 4, ModelId = "Plane means" }, Cancellation));
    }

    [Fact]
    public async Task Cancellation_is_honoured()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open();
        using var generator = new FaceEmbeddingGenerator(embedder);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generator.GenerateAsync([FaceImage.FromBytes(Pictures.Plain(16, 16, 1, 2, 3).Png())], cancellationToken: new CancellationToken(canceled: true)));
    }

    private static IHost Host(Action<IServiceCollection> add)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        add(builder.Services);
        return builder.Build();
    }
}
