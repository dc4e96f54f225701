using Microsoft.Extensions.Options;

namespace HyperFace.Embedding.Setup;

/// <summary>Refuses options that cannot work, each by its name. The model itself is read when it is first asked for.</summary>
internal sealed class FaceEmbeddingOptionsValidation : IValidateOptions<FaceEmbeddingOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, FaceEmbeddingOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Model))
        {
            return ValidateOptionsResult.Fail($"{nameof(FaceEmbeddingOptions)}.{nameof(options.Model)} is empty: name a model's manifest.");
        }

        if (!File.Exists(options.Model))
        {
            return ValidateOptionsResult.Fail($"{nameof(FaceEmbeddingOptions)}.{nameof(options.Model)}: there is no file '{options.Model}'.");
        }

        if (options.Embedder is null)
        {
            return ValidateOptionsResult.Fail($"{nameof(FaceEmbeddingOptions)}.{nameof(options.Embedder)} must not be null.");
        }

        try
        {
            options.Embedder.Validate();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentOutOfRangeException exception)
        {
            return ValidateOptionsResult.Fail($"{nameof(FaceEmbeddingOptions)}.{nameof(options.Embedder)}: {exception.Message}");
        }
    }
}
