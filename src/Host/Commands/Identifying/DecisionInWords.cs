using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Identifying;

/// <summary>A decision for people.</summary>
internal static class DecisionInWords
{
    /// <summary>Names the decision.</summary>
    public static string Of(Decision decision) => decision switch
    {
        Decision.Match => "match",
        Decision.NoMatch => "no match",
        _ => "inconclusive",
    };
}
