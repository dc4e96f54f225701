namespace HyperFace.Embedding;

/// <summary>Why a checkpoint was refused.</summary>
public enum InvalidCheckpointReason
{
    /// <summary>The file is not there or cannot be read.</summary>
    Unreadable,

    /// <summary>The file is not a checkpoint as <c>torch.save</c> writes it, or holds no weights by name.</summary>
    NotACheckpoint,

    /// <summary>The file is a checkpoint of PyTorch before 1.6, which is one pickle stream and no zip archive.</summary>
    LegacyFormat,

    /// <summary>The file is a TorchScript archive: a program, not only weights.</summary>
    TorchScript,

    /// <summary>The archive or its pickle stream contradicts itself, ends too early, or has something behind its end.</summary>
    Damaged,

    /// <summary>More bytes, entries, values or depth than a checkpoint of a face network has.</summary>
    TooLarge,

    /// <summary>An entry of the archive is compressed or encrypted; <c>torch.save</c> stores entries as they are.</summary>
    NotStored,

    /// <summary>The name of an entry leaves the archive's one folder, or has characters that no name of PyTorch's has.</summary>
    UnsafeName,

    /// <summary>Two entries of the archive have one name.</summary>
    DuplicateEntry,

    /// <summary>Two entries of the archive share bytes.</summary>
    OverlappingEntries,

    /// <summary>The pickle stream has an opcode that weights do not need.</summary>
    UnknownOpcode,

    /// <summary>Something under <c>state_dict</c> is made by a function or class that is not known to make weights. Nothing was called.</summary>
    ForbiddenGlobal,

    /// <summary>Weights have an element type or a layout that is not read.</summary>
    UnsupportedTensor,

    /// <summary>The weights are not those of an IR network, by their names or shapes.</summary>
    WrongArchitecture,

    /// <summary>A weight is not a number, or infinite.</summary>
    NotFinite,

    /// <summary>A running variance is below zero.</summary>
    NegativeVariance,
}
