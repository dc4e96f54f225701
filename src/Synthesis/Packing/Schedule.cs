namespace HyperFace.Synthesis.Packing;

/// <summary>How far points move, and how sharp their view is, from pass to pass.</summary>
internal sealed class Schedule(PackingOptions options)
{
    /// <summary>The learning rate of a pass: a quarter of a cosine, from the first rate to nothing.</summary>
    public double Rate(int pass) => options.LearningRate * Math.Cos(Math.PI / 2 * pass / options.Passes);

    /// <summary>The sharpness of a pass: by the same factor from one to the next.</summary>
    public double Sharpness(int pass) => options.Objective == PackingObjective.Nearest
        ? Repulsion.OnlyNearest
        : options.Sharpness * Math.Pow(options.FinalSharpness / options.Sharpness, pass / Math.Max(1.0, options.Passes - 1));
}
