namespace HyperFace.Embedding.Inference;

/// <summary>Makes a template of a model's output.</summary>
internal static class UnitTemplate
{
    /// <summary>The output at unit length, or the reason why it cannot be.</summary>
    /// <exception cref="ModelException">The output is not finite or is zero.</exception>
    public static FaceTemplate Of(ReadOnlySpan<float> embedding, float? norm, ModelFingerprint fingerprint)
    {
        double length = LengthOf(embedding, norm);
        var vector = new float[embedding.Length];
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = (float)(embedding[i] / length);
        }

        return new FaceTemplate(vector, norm ?? (float)length, fingerprint);
    }

    /// <summary>The length of an output, after a look at the norm that came with it.</summary>
    /// <exception cref="ModelException">The output is not finite or is zero, or the norm is none.</exception>
    public static double LengthOf(ReadOnlySpan<float> embedding, float? norm)
    {
        double squares = 0;
        foreach (float value in embedding)
        {
            squares += (double)value * value;
        }

        double length = Math.Sqrt(squares);
        if (!double.IsFinite(length) || length == 0)
        {
            throw new ModelException($"The model gave a vector that {(length == 0 ? "is zero" : "is not finite")}; there is no template in it. Does the manifest's preprocessing fit the model?");
        }

        if (norm is { } given && !(float.IsFinite(given) && given > 0))
        {
            throw new ModelException(FormattableString.Invariant($"The model gave {given} as the norm of a vector; a norm is finite and above zero."));
        }

        return length;
    }
}
