namespace HyperFace.Embedding.Networks;

/// <summary>What a tensor of an IR network is for.</summary>
internal enum IrTensorKind
{
    /// <summary>Weights of a convolution or of the last layer.</summary>
    Weight,

    /// <summary>What the last layer adds.</summary>
    Bias,

    /// <summary>Slopes of a PReLU, one a channel.</summary>
    Slope,

    /// <summary>What a batch normalisation multiplies with.</summary>
    Gain,

    /// <summary>What a batch normalisation adds.</summary>
    Shift,

    /// <summary>The running mean of a batch normalisation.</summary>
    Mean,

    /// <summary>The running variance of a batch normalisation.</summary>
    Variance,

    /// <summary>How many batches training saw: a single whole number that nothing is computed from, and which may be missing.</summary>
    BatchCount,
}
