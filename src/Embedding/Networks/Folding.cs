namespace HyperFace.Embedding.Networks;

/// <summary>
/// Takes batch normalisations into the layers beside them, where that changes nothing but the rounding: into the
/// convolution in front, and from both sides into the last full layer. One in front of a padded convolution stays: the
/// zeros of the border come after it, so that what it adds would be wrong there (docs/decisions/0016-checkpoint-import.md).
/// Computed in double precision and rounded once.
/// </summary>
internal static class Folding
{
    /// <summary>The weights of a convolution with the normalisation behind it; the array is changed.</summary>
    public static float[] Convolution(float[] weights, BatchNormalisation behind)
    {
        int inputs = weights.Length / behind.Factor.Length;
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(weights[i] * behind.Factor[i / inputs]);
        }

        return weights;
    }

    /// <summary>The bias that a convolution without one gets from the normalisation behind it.</summary>
    public static float[] Bias(BatchNormalisation behind) => Array.ConvertAll(behind.Summand, value => (float)value);

    /// <summary>The weights of the full layer with the normalisations around it; the array is changed.</summary>
    /// <param name="weights">Rows of outputs; in a row channel after channel, in a channel pixel after pixel.</param>
    /// <param name="before">The normalisation of the channels in front.</param>
    /// <param name="behind">The normalisation of the outputs behind.</param>
    public static float[] FullLayer(float[] weights, BatchNormalisation before, BatchNormalisation behind)
    {
        int inputs = weights.Length / behind.Factor.Length;
        int pixels = inputs / before.Factor.Length;
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (float)(weights[i] * before.Factor[i % inputs / pixels] * behind.Factor[i / inputs]);
        }

        return weights;
    }

    /// <summary>The bias of the full layer with the normalisations around it.</summary>
    /// <param name="weights">Rows of outputs; in a row channel after channel, in a channel pixel after pixel.</param>
    /// <param name="bias">Its own bias.</param>
    /// <param name="before">The normalisation of the channels in front.</param>
    /// <param name="behind">The normalisation of the outputs behind.</param>
    public static float[] FullLayerBias(float[] weights, float[] bias, BatchNormalisation before, BatchNormalisation behind)
    {
        int inputs = weights.Length / bias.Length;
        int pixels = inputs / before.Summand.Length;
        var folded = new float[bias.Length];
        for (int output = 0; output < folded.Length; output++)
        {
            double sum = bias[output];
            ReadOnlySpan<float> row = weights.AsSpan(output * inputs, inputs);
            for (int i = 0; i < row.Length; i++)
            {
                sum += row[i] * before.Summand[i / pixels];
            }

            folded[output] = (float)((sum * behind.Factor[output]) + behind.Summand[output]);
        }

        return folded;
    }
}
