using Microsoft.Extensions.Options;

namespace HyperFace.Indexer.Setup;

/// <summary>Refuses options that cannot work, each by its name in the configuration.</summary>
internal sealed class HyperFaceOptionsValidation : IValidateOptions<HyperFaceOptions>
{
    private const int MaxThreads = 256;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, HyperFaceOptions options)
    {
        var faults = new List<string>();
        Check(!string.IsNullOrWhiteSpace(options.DataFolder), nameof(options.DataFolder), "is empty; name a folder");
        Check(options.Model is null || !string.IsNullOrWhiteSpace(options.Model), nameof(options.Model), "is empty; name a model manifest or leave it out");
        Check(options.Detector is null || !string.IsNullOrWhiteSpace(options.Detector), nameof(options.Detector), "is empty; name a detector manifest or leave it out");
        Check(options.DecodeThreads is >= 0 and <= MaxThreads, nameof(options.DecodeThreads), $"is {options.DecodeThreads}; it must be 0 (one per processor) to {MaxThreads}");
        Check(options.ImportRoot is null || Directory.Exists(options.ImportRoot), nameof(options.ImportRoot), $"is '{options.ImportRoot}', which is not a folder");
        try
        {
            options.Embedder.Validate();
            options.Embedder.Limits.Validate();
        }
        catch (ArgumentOutOfRangeException e)
        {
            faults.Add($"{HyperFaceOptions.Section}:{nameof(options.Embedder)}: {e.Message.ReplaceLineEndings(" ")}");
        }

        try
        {
            options.Photos.Validate();
        }
        catch (ArgumentOutOfRangeException e)
        {
            faults.Add($"{HyperFaceOptions.Section}:{nameof(options.Photos)}: {e.Message.ReplaceLineEndings(" ")}");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool holds, string option, string fault)
        {
            if (!holds)
            {
                faults.Add($"{HyperFaceOptions.Section}:{option} {fault}.");
            }
        }
    }
}
