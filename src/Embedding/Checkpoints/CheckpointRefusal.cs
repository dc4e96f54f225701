namespace HyperFace.Embedding.Checkpoints;

/// <summary>Makes the exceptions about one checkpoint, each of which names the file.</summary>
internal sealed class CheckpointRefusal(string path)
{
    private const int MaxShown = 100;

    public InvalidCheckpointException Because(InvalidCheckpointReason reason, string message, Exception? inner = null) =>
        new(reason, $"'{path}': {message}", inner);

    public InvalidCheckpointException Damaged(string message) => Because(InvalidCheckpointReason.Damaged, message);

    public InvalidCheckpointException TooLarge(string message) => Because(InvalidCheckpointReason.TooLarge, message);

    /// <summary>A text of the file as a message may hold it: short, on one line, and without what steers a terminal.</summary>
    public static string Shown(string text) =>
        string.Concat(text.Take(MaxShown).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c)) + (text.Length > MaxShown ? "…" : "");
}
