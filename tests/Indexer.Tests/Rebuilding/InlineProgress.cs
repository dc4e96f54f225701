namespace HyperFace.Indexer.Tests.Rebuilding;

/// <summary>Runs an action inside the rebuild, once as each stage begins.</summary>
internal sealed class InlineProgress(Action<RebuildProgress> onStage, string? except = null) : IProgress<RebuildProgress>
{
    public HashSet<string> Stages { get; } = [];

    public void Report(RebuildProgress value)
    {
        if (Stages.Add(value.Stage) && value.Stage != except)
        {
            onStage(value);
        }
    }
}
