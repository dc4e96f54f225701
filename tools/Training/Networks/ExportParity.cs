using HyperFace.Embedding;
using HyperFace.Training.Learning;
using HyperFace.Training.People;
using TorchSharp;
using static TorchSharp.torch;

namespace HyperFace.Training.Networks;

/// <summary>How far a model that was exported is from the network that was trained.</summary>
/// <param name="Feature">Largest difference of a value of an embedding of unit length.</param>
/// <param name="Length">Largest difference of the length before, relative to it.</param>
internal readonly record struct ExportParity(double Feature, double Length)
{
    /// <summary>The most that either may be.</summary>
    public const double Limit = 1e-5;

    private const int Values = 3 * Recipe.Side * Recipe.Side;

    /// <summary>Whether the model is the network.</summary>
    public bool Holds => Feature <= Limit && Length <= Limit;

    /// <summary>Compares the two on pictures.</summary>
    public static ExportParity Measure(IrNetwork network, FaceEmbedder embedder, PictureStore pictures, int count)
    {
        using IDisposable _ = torch.no_grad();
        using DisposeScope scope = torch.NewDisposeScope();
        var planes = new float[count * Values];
        for (int i = 0; i < count; i++)
        {
            Augmentation.Plain(pictures[i], planes.AsSpan(i * Values, Values));
        }

        Tensor output = network.Embed(torch.tensor(planes, [count, 3, Recipe.Side, Recipe.Side]), learning: false);
        float[] embeddings = [.. output.data<float>()];
        IReadOnlyList<FaceTemplate> templates = embedder.Embed([.. Enumerable.Range(0, count).Select(i => AlignedFace.FromRgb(Recipe.Side, Recipe.Side, pictures[i]))]);
        double feature = 0;
        double length = 0;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> embedding = embeddings.AsSpan(i * network.Architecture.Dimension, network.Architecture.Dimension);
            double norm = Norm(embedding);
            length = Math.Max(length, Math.Abs(templates[i].Norm - norm) / norm);
            for (int k = 0; k < embedding.Length; k++)
            {
                feature = Math.Max(feature, Math.Abs(templates[i].Vector.Span[k] - (embedding[k] / norm)));
            }
        }

        return new ExportParity(feature, length);
    }

    private static double Norm(ReadOnlySpan<float> embedding)
    {
        double square = 0;
        foreach (float value in embedding)
        {
            square += (double)value * value;
        }

        return Math.Sqrt(square);
    }
}
