namespace HyperFace.Bench.Inference;

/// <summary>One way to spread inference over the processors.</summary>
/// <param name="IntraOp">Threads of ONNX Runtime inside one call.</param>
/// <param name="Callers">Calls side by side.</param>
/// <param name="Spinning">Whether ONNX Runtime's threads wait actively.</param>
/// <param name="Batch">Images in a call.</param>
internal sealed record ThreadSetting(int IntraOp, int Callers, bool Spinning, int Batch)
{
    private static readonly int[] Batches = [1, 8, 16, 32];

    /// <summary>The settings worth comparing on a machine of so many processors.</summary>
    public static IEnumerable<ThreadSetting> For(int processors) =>
    [
        .. from batch in Batches
           from setting in Spreads(processors)
           select setting with { Batch = batch },
    ];

    public override string ToString() => $"| {IntraOp} | {Callers} | {(IntraOp == 1 ? "-" : Spinning ? "on" : "off")} | {Batch} |";

    private static IEnumerable<ThreadSetting> Spreads(int processors)
    {
        yield return new ThreadSetting(1, 1, false, 0);
        if (processors > 1)
        {
            yield return new ThreadSetting(1, processors, false, 0);
            yield return new ThreadSetting(processors, 1, false, 0);
            yield return new ThreadSetting(processors, 1, true, 0);
            yield return new ThreadSetting(processors, 2, false, 0);
        }
    }
}
