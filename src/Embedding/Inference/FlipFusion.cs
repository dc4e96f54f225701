namespace HyperFace.Embedding.Inference;

/// <summary>
/// The embeddings of faces and of their mirror images, added up as they are before they are normalised: how AdaFace's
/// validation fuses the two (mk-minchul/AdaFace, evaluate_utils.py). The norm of the sum is halved, so that it stays
/// comparable with that of one image.
/// </summary>
internal sealed class FlipFusion(int faces, int dimension)
{
    private const int Images = 2;

    private readonly double[] _sums = new double[faces * dimension];

    /// <summary>Adds one image's output. With a norm the embedding counts for its direction only: many graphs give it at unit length.</summary>
    /// <exception cref="ModelException">The output is not finite or is zero.</exception>
    public void Add(int face, ReadOnlySpan<float> embedding, float? norm)
    {
        double length = UnitTemplate.LengthOf(embedding, norm);
        double factor = norm is { } given ? given / length : 1;
        Span<double> sum = _sums.AsSpan(face * dimension, dimension);
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += embedding[i] * factor;
        }
    }

    /// <summary>Hands out the sums, with their halved lengths as norms.</summary>
    public void HandOut(FaceReceiver receive)
    {
        var embedding = new float[dimension];
        for (int face = 0; face < faces; face++)
        {
            double squares = 0;
            for (int i = 0; i < embedding.Length; i++)
            {
                double value = _sums[(face * dimension) + i];
                squares += value * value;
                embedding[i] = (float)value;
            }

            receive(face, embedding, (float)(Math.Sqrt(squares) / Images));
        }
    }
}
