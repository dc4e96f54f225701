namespace HyperFace.Embedding.Networks;

/// <summary>
/// Seeded weights of a network that was never trained: it costs what a trained one costs, and recognises nobody. Each
/// tensor depends on the seed and its place only. The deviations keep values of the size of an image's from stage to stage.
/// </summary>
internal sealed class NoiseWeights : IIrWeights
{
    private const float Slope = 0.25f;
    private const double Gain = 0.7;

    private readonly Dictionary<string, (IrTensor Tensor, int Place)> _tensors;
    private readonly int _seed;

    public NoiseWeights(IrArchitecture architecture, int seed)
    {
        _seed = seed;
        _tensors = IrTensorList.Of(architecture).Select((tensor, place) => (tensor, place)).ToDictionary(entry => entry.tensor.Name);
    }

    /// <inheritdoc/>
    public float[] Read(string name)
    {
        (IrTensor tensor, int place) = _tensors[name];
        var random = new Random(SeedOf(_seed, place));
        double inputs = tensor.Kind == IrTensorKind.Weight ? tensor.Count / (double)tensor.Shape[0] : 1;
        var values = new float[tensor.Count];
        for (int i = 0; i < values.Length; i++)
        {
            // Uniform, from -1 to 1; its deviation is the root of a third.
            double noise = (random.NextDouble() * 2) - 1;
            values[i] = (float)(tensor.Kind switch
            {
                IrTensorKind.Weight => noise * Math.Sqrt(3 / inputs),
                IrTensorKind.Slope => Slope + (0.05 * noise),
                IrTensorKind.Gain => Gain + (0.2 * noise),
                IrTensorKind.Variance => 1 + (0.5 * noise),
                IrTensorKind.BatchCount => 0,
                _ => 0.1 * noise,
            });
        }

        return values;
    }

    private static int SeedOf(int seed, int place) => unchecked((seed * 31) + (place * 7919));
}
