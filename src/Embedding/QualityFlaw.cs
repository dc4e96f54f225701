using HyperFace.Embedding.Quality;

namespace HyperFace.Embedding;

/// <summary>One reason why a face was not taken.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Message">The same in words, with what was measured and what is needed.</param>
public sealed record QualityFlaw(QualityReason Reason, string Message)
{
    /// <summary>The reason's stable name in text, for instance <c>LOW_SHARPNESS</c>.</summary>
    public string Word => ReasonWords.Of(Reason);

    /// <summary>Word and message.</summary>
    public override string ToString() => $"{Word}: {Message}";
}
