namespace HyperFace.Embedding.Networks;

/// <summary>
/// Size and shape of a network of the IR family with plain units, as AdaFace builds it (mk-minchul/AdaFace, net.py; the
/// family is that of Deng et al., ArcFace, 2019): a first convolution, four stages of residual units, and one full layer
/// between two batch normalisations.
/// </summary>
/// <param name="Stem">Channels that the first convolution gives.</param>
/// <param name="Stages">The four stages.</param>
/// <param name="Side">Width and height of an input image, in pixels.</param>
/// <param name="Dimension">Length of an embedding.</param>
internal sealed record IrArchitecture(int Stem, IReadOnlyList<IrStage> Stages, int Side, int Dimension)
{
    /// <summary>Stages of every network of the family.</summary>
    public const int StageCount = 4;

    /// <summary>How much smaller than the input the last picture is.</summary>
    public const int Reduction = 1 << StageCount;

    private static readonly Dictionary<string, int[]> Published = new()
    {
        ["ir_18"] = [2, 2, 2, 2],
        ["ir_34"] = [3, 4, 6, 3],
        ["ir_50"] = [3, 4, 14, 3],
        ["ir_101"] = [3, 13, 30, 3],
    };

    private static readonly int[] PublishedWidths = [64, 128, 256, 512];

    /// <summary>Width and height of the last picture.</summary>
    public int LastSide => Side / Reduction;

    /// <summary>The units of all stages.</summary>
    public IEnumerable<IrUnit> Units
    {
        get
        {
            int index = 0;
            int inputs = Stem;
            foreach (IrStage stage in Stages)
            {
                for (int i = 0; i < stage.Units; i++)
                {
                    yield return new IrUnit(index++, inputs, stage.Width, i == 0 ? 2 : 1);
                    inputs = stage.Width;
                }
            }
        }
    }

    /// <summary>Numbers that training changes by gradients: what is usually called a network's parameters.</summary>
    public long Parameters => IrTensorList.Of(this).Where(tensor => tensor.IsParameter).Sum(tensor => tensor.Count);

    /// <summary>The published name, or for a network of other sizes these: units and widths of the stages.</summary>
    public string Name =>
        Stem == PublishedWidths[0] && Stages.Select(stage => stage.Width).SequenceEqual(PublishedWidths)
        && Published.FirstOrDefault(network => network.Value.SequenceEqual(Stages.Select(stage => stage.Units))).Key is { } name
            ? name
            : $"ir, units {string.Join("-", Stages.Select(stage => stage.Units))}, widths {Stem}:{string.Join("-", Stages.Select(stage => stage.Width))}";

    /// <summary>A network of the published sizes: 112 × 112 pixels, 512 values.</summary>
    /// <param name="name"><c>ir_18</c>, <c>ir_34</c>, <c>ir_50</c> or <c>ir_101</c>.</param>
    /// <exception cref="KeyNotFoundException">There is no such network.</exception>
    public static IrArchitecture Of(string name) =>
        new(PublishedWidths[0], [.. Published[name].Zip(PublishedWidths, (units, width) => new IrStage(units, width))], Side: 112, Dimension: 512);
}
