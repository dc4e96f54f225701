namespace HyperFace.Embedding.Networks;

/// <summary>
/// A batch normalisation as it is when a network is used (Ioffe and Szegedy, 2015): each channel is multiplied with
/// gain / sqrt(variance + epsilon) and then moved, by running statistics. In double precision.
/// </summary>
/// <param name="Factor">What each channel is multiplied with.</param>
/// <param name="Summand">What is added to it then.</param>
internal sealed record BatchNormalisation(double[] Factor, double[] Summand)
{
    /// <summary>PyTorch's default, which no network of the family changes.</summary>
    public const float Epsilon = 1e-5f;

    /// <summary>Reads one from the weights.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="name">What its names begin with.</param>
    /// <param name="affine">Whether it was trained to scale and move; else it does not.</param>
    public static BatchNormalisation Read(IIrWeights weights, string name, bool affine = true)
    {
        float[] mean = weights.Read($"{name}.running_mean");
        float[] variance = weights.Read($"{name}.running_var");
        float[]? gain = affine ? weights.Read($"{name}.weight") : null;
        float[]? shift = affine ? weights.Read($"{name}.bias") : null;
        var factor = new double[mean.Length];
        var summand = new double[mean.Length];
        for (int i = 0; i < mean.Length; i++)
        {
            factor[i] = (gain?[i] ?? 1.0) / Math.Sqrt(variance[i] + (double)Epsilon);
            summand[i] = (shift?[i] ?? 0.0) - (mean[i] * factor[i]);
        }

        return new BatchNormalisation(factor, summand);
    }
}
