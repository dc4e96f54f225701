using HyperFace.Host.Resources;

namespace HyperFace.Host.Commands.Galleries;

/// <summary>An index's state for people.</summary>
internal static class IndexInWords
{
    /// <summary>Names the state.</summary>
    public static string Of(IndexState state) => state switch
    {
        IndexState.Ready => "ready",
        IndexState.RebuildDue => "rebuild due",
        _ => "damaged",
    };
}
