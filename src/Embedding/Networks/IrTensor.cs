namespace HyperFace.Embedding.Networks;

/// <summary>A tensor that an IR network consists of.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Kind">What it is for.</param>
internal sealed record IrTensor(string Name, IReadOnlyList<long> Shape, IrTensorKind Kind)
{
    /// <summary>Number of elements.</summary>
    public long Count { get; } = Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Whether training changes it by gradients; else it is a statistic.</summary>
    public bool IsParameter => Kind is IrTensorKind.Weight or IrTensorKind.Bias or IrTensorKind.Slope or IrTensorKind.Gain or IrTensorKind.Shift;
}
