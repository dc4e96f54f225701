namespace HyperFace.Embedding.Networks;

/// <summary>Names and shapes of all tensors of an IR network, in the order in which PyTorch registers them.</summary>
internal static class IrTensorList
{
    private const int Colours = 3;
    private const int Kernel = 3;

    public static IEnumerable<IrTensor> Of(IrArchitecture architecture)
    {
        int last = architecture.Stages[^1].Width;
        return
        [
            new IrTensor("input_layer.0.weight", [architecture.Stem, Colours, Kernel, Kernel], IrTensorKind.Weight),
            .. Normalisation("input_layer.1", architecture.Stem),
            new IrTensor("input_layer.2.weight", [architecture.Stem], IrTensorKind.Slope),
            .. Normalisation("output_layer.0", last),
            new IrTensor("output_layer.3.weight", [architecture.Dimension, (long)last * architecture.LastSide * architecture.LastSide], IrTensorKind.Weight),
            new IrTensor("output_layer.3.bias", [architecture.Dimension], IrTensorKind.Bias),
            .. Normalisation("output_layer.4", architecture.Dimension, affine: false),
            .. architecture.Units.SelectMany(Unit),
        ];
    }

    private static IEnumerable<IrTensor> Unit(IrUnit unit)
    {
        if (unit.ShortcutIsConvolution)
        {
            yield return new IrTensor($"{unit.Shortcut}.0.weight", [unit.Width, unit.Inputs, 1, 1], IrTensorKind.Weight);
            foreach (IrTensor tensor in Normalisation($"{unit.Shortcut}.1", unit.Width))
            {
                yield return tensor;
            }
        }

        foreach (IrTensor tensor in Residual(unit))
        {
            yield return tensor;
        }
    }

    private static IEnumerable<IrTensor> Residual(IrUnit unit) =>
    [
        .. Normalisation($"{unit.Residual}.0", unit.Inputs),
        new IrTensor($"{unit.Residual}.1.weight", [unit.Width, unit.Inputs, Kernel, Kernel], IrTensorKind.Weight),
        .. Normalisation($"{unit.Residual}.2", unit.Width),
        new IrTensor($"{unit.Residual}.3.weight", [unit.Width], IrTensorKind.Slope),
        new IrTensor($"{unit.Residual}.4.weight", [unit.Width, unit.Width, Kernel, Kernel], IrTensorKind.Weight),
        .. Normalisation($"{unit.Residual}.5", unit.Width),
    ];

    private static IEnumerable<IrTensor> Normalisation(string name, long channels, bool affine = true)
    {
        if (affine)
        {
            yield return new IrTensor($"{name}.weight", [channels], IrTensorKind.Gain);
            yield return new IrTensor($"{name}.bias", [channels], IrTensorKind.Shift);
        }

        yield return new IrTensor($"{name}.running_mean", [channels], IrTensorKind.Mean);
        yield return new IrTensor($"{name}.running_var", [channels], IrTensorKind.Variance);
        yield return new IrTensor($"{name}.num_batches_tracked", [], IrTensorKind.BatchCount);
    }
}
