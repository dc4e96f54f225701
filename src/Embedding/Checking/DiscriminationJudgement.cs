using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding.Checking;

/// <summary>What the figures of a discrimination say of a model. The limits are set between models that were trained and networks of noise, on the synthetic faces of the demo (docs/models.md).</summary>
internal static class DiscriminationJudgement
{
    /// <summary>Least distance of the mated and non-mated similarities.</summary>
    private const double LeastSeparation = 2;

    /// <summary>Least share of faces whose most similar other face is of the same person.</summary>
    private const double LeastFirstRank = 0.9;

    /// <summary>How much further apart the other channel order may bring the similarities, as a share, before it looks like the right one.</summary>
    private const double OrderTolerance = 0.25;

    public static ModelFinding Discriminating(Discrimination figures, ModelManifest manifest)
    {
        bool good = figures.Separation >= LeastSeparation && figures.FirstRank >= LeastFirstRank;
        string threshold = manifest.Threshold is { } value ? FormattableString.Invariant($"; the manifest's threshold is {value:0.000}") : "";
        return good
            ? new ModelFinding("discriminating", ModelFindingOutcome.Passed, $"{figures}{threshold}.")
            : new ModelFinding(
                "discriminating",
                ModelFindingOutcome.Suspicious,
                FormattableString.Invariant($"{figures}{threshold}. Of a model that recognises faces d' {LeastSeparation} and rank-1 {LeastFirstRank:0 %} at least are expected: is it trained, and are channel order, mean, scale and alignment as in its training?"));
    }

    public static ModelFinding ChannelOrder(Discrimination asDeclared, Discrimination other, ChannelOrder declared)
    {
        bool good = other.Separation <= asDeclared.Separation * (1 + OrderTolerance);
        string words = FormattableString.Invariant($"as declared ({InWords(declared)}) d' {asDeclared.Separation:0.00} and rank-1 {asDeclared.FirstRank:0.0 %}, the other way round d' {other.Separation:0.00} and rank-1 {other.FirstRank:0.0 %}");
        return good
            ? new ModelFinding("channelOrder", ModelFindingOutcome.Passed, $"{words}.")
            : new ModelFinding("channelOrder", ModelFindingOutcome.Suspicious, $"{words}. The other order tells people apart better: try \"channelOrder\": \"{InWords(declared == HyperFace.Embedding.ChannelOrder.Rgb ? HyperFace.Embedding.ChannelOrder.Bgr : HyperFace.Embedding.ChannelOrder.Rgb)}\" in the manifest.");
    }

    private static string InWords(ChannelOrder order) => ManifestWords.Of(order);
}
