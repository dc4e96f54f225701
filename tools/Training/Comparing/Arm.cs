namespace HyperFace.Training.Comparing;

/// <summary>Where the identities of a run come from.</summary>
internal enum Arm
{
    /// <summary>Codes that packing spread out on the sphere.</summary>
    Packed,

    /// <summary>Codes drawn at random.</summary>
    Drawn,
}
