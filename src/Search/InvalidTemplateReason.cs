namespace HyperFace.Search;

/// <summary>Why a vector cannot be a template or a probe.</summary>
public enum InvalidTemplateReason
{
    /// <summary>Its length is not the index's dimension.</summary>
    WrongDimension,

    /// <summary>It holds NaN or infinity.</summary>
    NotFinite,

    /// <summary>Its length is zero, or so near to it (below 1e-15) that what is left of a direction is rounding.</summary>
    ZeroVector,
}
