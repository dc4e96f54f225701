namespace HyperFace.Synthesis;

/// <summary>What a point moves away from.</summary>
public enum PackingObjective
{
    /// <summary>All its near neighbours, the nearer the more: the logarithm of the sum of the exponentials of their similarities, sharpened from pass to pass.</summary>
    SoftMax,

    /// <summary>The nearest neighbour alone: the limit of the soft-max, as the paper states the objective.</summary>
    Nearest,
}
