using Microsoft.Extensions.AI;

namespace HyperFace.Embedding;

/// <summary>
/// A face model as Microsoft.Extensions.AI knows embedding models: images in, unit vectors out. Each embedding carries
/// the model's name, and in its additional properties <see cref="NormProperty"/> and <see cref="FingerprintProperty"/>.
/// Safe for any number of threads.
/// </summary>
public sealed class FaceEmbeddingGenerator : IEmbeddingGenerator<FaceImage, Embedding<float>>
{
    /// <summary>Name of the additional property with the <see cref="FaceTemplate.Norm"/>, a <see cref="float"/>.</summary>
    public const string NormProperty = "norm";

    /// <summary>Name of the additional property with the <see cref="FaceTemplate.Fingerprint"/> as text.</summary>
    public const string FingerprintProperty = "fingerprint";

    private const string ProviderName = "hyperface";

    private readonly FaceEmbedder _embedder;
    private readonly TimeProvider _time;

    /// <summary>Makes a generator over an embedder, which stays the caller's.</summary>
    /// <param name="embedder">The model.</param>
    /// <param name="time">The clock of <see cref="Microsoft.Extensions.AI.Embedding.CreatedAt"/>; null takes the system's.</param>
    public FaceEmbeddingGenerator(FaceEmbedder embedder, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(embedder);
        _embedder = embedder;
        _time = time ?? TimeProvider.System;
        Metadata = new EmbeddingGeneratorMetadata(ProviderName, defaultModelId: embedder.Manifest.Name, defaultModelDimensions: embedder.Dimension);
    }

    /// <summary>Provider, model and dimension.</summary>
    public EmbeddingGeneratorMetadata Metadata { get; }

    /// <summary>Embeds images: decoded and embedded side by side, answered in their order.</summary>
    /// <param name="values">The images.</param>
    /// <param name="options">May name the model's own name and dimension, and nothing else.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">An image is null or a face of another size, or the options ask for another model or dimension.</exception>
    /// <exception cref="InvalidImageException">An image is refused; the message says which, and none is answered.</exception>
    /// <exception cref="ModelException">The model gave no usable vector of an image; the message says which.</exception>
    /// <exception cref="DecodingUnavailableException">Too many images took too long and still run.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<FaceImage> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireOwn(options);
        FaceImage[] images = [.. values];
        int missing = Array.IndexOf(images, null);
        if (missing >= 0)
        {
            throw new ArgumentException($"Image {missing} is null.", nameof(values));
        }

        var embeddings = new GeneratedEmbeddings<Embedding<float>>(images.Length);
        await foreach (FaceOutcome<FaceImage> outcome in _embedder.EmbedFewAsync(images, cancellationToken).ConfigureAwait(false))
        {
            embeddings.Add(outcome.Template is { } template ? ToEmbedding(template) : throw Named(outcome, embeddings.Count));
        }

        return embeddings;
    }

    /// <summary>This, its <see cref="Metadata"/>, its <see cref="FaceEmbedder"/> or the model's <see cref="ModelManifest"/>; null for anything else, or with a key.</summary>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? Metadata
            : serviceType == typeof(FaceEmbedder) ? _embedder
            : serviceType == typeof(ModelManifest) ? _embedder.Manifest
            : null;
    }

    /// <summary>Does nothing: the embedder is not this object's.</summary>
    public void Dispose()
    {
    }

    private static Exception Named(FaceOutcome<FaceImage> outcome, int index)
    {
        string which = outcome.Item.Name is { } name ? $"Image {index} ('{name}')" : $"Image {index}";
        return outcome.Fault switch
        {
            InvalidImageException refusal => new InvalidImageException(refusal.Reason, $"{which}: {refusal.Message}", refusal),
            ModelException failure => new ModelException($"{which}: {failure.Message}", failure),
            ArgumentException wrong => new ArgumentException($"{which}: {wrong.Message}", wrong),
            var other => new IOException($"{which} cannot be read: {other!.Message}", other),
        };
    }

    private Embedding<float> ToEmbedding(FaceTemplate template) => new(template.Vector)
    {
        ModelId = _embedder.Manifest.Name,
        CreatedAt = _time.GetUtcNow(),
        AdditionalProperties = new AdditionalPropertiesDictionary
        {
            [NormProperty] = template.Norm,
            [FingerprintProperty] = template.Fingerprint.ToString(),
        },
    };

    private void RequireOwn(EmbeddingGenerationOptions? options)
    {
        if (options?.Dimensions is { } dimension && dimension != _embedder.Dimension)
        {
            throw new ArgumentException($"The model's embeddings have {_embedder.Dimension} values; {dimension} cannot be had of it.", nameof(options));
        }

        if (options?.ModelId is { } model && model != _embedder.Manifest.Name)
        {
            throw new ArgumentException($"The model is '{_embedder.Manifest.Name}'; '{model}' is not here.", nameof(options));
        }
    }
}
