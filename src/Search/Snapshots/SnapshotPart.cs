namespace HyperFace.Search.Snapshots;

/// <summary>The sections of a snapshot, in their order in the file; see docs/formats/index-snapshot.md.</summary>
internal enum SnapshotPart
{
    /// <summary>Template ids by slot.</summary>
    Templates,

    /// <summary>Subjects by slot.</summary>
    Subjects,

    /// <summary>Death marks by slot.</summary>
    Dead,

    /// <summary>Vectors by slot.</summary>
    Vectors,

    /// <summary>Blocks of 32 peak codes with their alignments.</summary>
    PeakBlocks,

    /// <summary>Blocks of 32 sign codes with their alignments.</summary>
    SignBlocks,

    /// <summary>Two-bit codes by slot.</summary>
    PairCodes,

    /// <summary>Factors of the two-bit codes by slot.</summary>
    PairFactors,

    /// <summary>Byte codes by slot.</summary>
    ByteCodes,

    /// <summary>Factors of the byte codes by slot.</summary>
    ByteFactors,

    /// <summary>Records of the graph by slot.</summary>
    Records,

    /// <summary>Upper lists of the graph.</summary>
    Upper,

    /// <summary>Ids of the live templates, rising.</summary>
    KnownIds,

    /// <summary>Their slots.</summary>
    KnownSlots,

    /// <summary>Slots below the linked ones that wait to be linked.</summary>
    Waiting,
}
