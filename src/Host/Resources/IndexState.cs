namespace HyperFace.Host.Resources;

/// <summary>How a gallery's index stands.</summary>
internal enum IndexState
{
    /// <summary>Searches are as fast as they get.</summary>
    Ready,

    /// <summary>Searches are complete, and a rebuild would make them faster.</summary>
    RebuildDue,

    /// <summary>Part of the log cannot be read: what stands around it is searched, and changes are refused.</summary>
    Damaged,
}
