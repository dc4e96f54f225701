namespace HyperFace.Embedding.Checkpoints;

/// <summary>Element types of tensors that are read.</summary>
internal enum TensorElement
{
    /// <summary>32-bit floating point.</summary>
    Single,

    /// <summary>16-bit floating point (IEEE 754 binary16).</summary>
    Half,

    /// <summary>The upper 16 bits of a 32-bit floating point number.</summary>
    BFloat16,

    /// <summary>64-bit floating point.</summary>
    Double,

    /// <summary>64-bit whole numbers, of which weights are never made.</summary>
    Int64,
}
