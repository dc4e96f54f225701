using HyperFace.Embedding.Networks;
using HyperFace.Synthesis;
using HyperFace.Synthesis.Random;

namespace HyperFace.Training.Networks;

/// <summary>What a network begins with: weights about normal, with the deviation √(2 ÷ outputs) of He et al. (ICCV 2015); normalisations that do nothing.</summary>
internal static class InitialWeights
{
    private const float Slope = 0.25f;

    /// <summary>The values of a tensor; they depend on the seed and its name only.</summary>
    public static float[] Of(IrTensor tensor, ulong seed)
    {
        var values = new float[tensor.Count];
        switch (tensor.Kind)
        {
            case IrTensorKind.Weight:
                Draw(values, Deviation(tensor), new SyntheticPopulation(tensor.Name).SubjectSeed(0) ^ SplitMix64.Mix(seed + 1));
                break;
            case IrTensorKind.Slope:
                Array.Fill(values, Slope);
                break;
            case IrTensorKind.Gain or IrTensorKind.Variance:
                Array.Fill(values, 1f);
                break;
        }

        return values;
    }

    /// <summary>Fills with values about normal.</summary>
    public static void Draw(Span<float> values, double deviation, ulong seed)
    {
        var random = new SplitMix64(seed);
        foreach (ref float value in values)
        {
            value = (float)(random.Normal() * deviation);
        }
    }

    // What leaves a weight: an output for each place of a kernel, or one.
    private static double Deviation(IrTensor tensor) => Math.Sqrt(2.0 / (tensor.Shape[0] * tensor.Shape.Skip(2).Aggregate(1L, (product, size) => product * size)));
}
