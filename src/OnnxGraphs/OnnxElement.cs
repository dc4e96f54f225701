namespace HyperFace.OnnxGraphs;

/// <summary>Element types of a tensor, with the numbers that ONNX gives them.</summary>
public enum OnnxElement
{
    /// <summary>No type: not valid in a model.</summary>
    None = 0,

    /// <summary>32-bit floating point.</summary>
    Real32 = 1,

    /// <summary>Unsigned bytes.</summary>
    Byte8 = 2,

    /// <summary>64-bit whole numbers.</summary>
    Whole64 = 7,

    /// <summary>64-bit floating point.</summary>
    Real64 = 11,
}
