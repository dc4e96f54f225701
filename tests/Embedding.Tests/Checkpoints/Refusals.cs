using HyperFace.Embedding.Checkpoints;

namespace HyperFace.Embedding.Tests.Checkpoints;

/// <summary>Reads what must not be read.</summary>
internal static class Refusals
{
    /// <summary>Checks that a checkpoint, or one of its tensors, is refused for a reason and in words.</summary>
    public static void Expect(byte[] checkpoint, InvalidCheckpointReason reason, string words, string? tensor = null)
    {
        InvalidCheckpointException exception = Assert.Throws<InvalidCheckpointException>(() =>
        {
            Checkpoint opened = Checkpoint.Read(new MemoryStream(checkpoint), "test.ckpt");
            if (tensor is not null)
            {
                opened.Values(opened.Tensor(tensor));
            }
        });
        Matches(exception, reason, words);
        Assert.StartsWith("'test.ckpt': ", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Checks that a pickle stream is refused for a reason and in words.</summary>
    public static void ExpectPickle(byte[] pickle, InvalidCheckpointReason reason, string words) =>
        Matches(Assert.Throws<InvalidCheckpointException>(() => PickleMachine.Run(pickle, new CheckpointRefusal("test.ckpt"))), reason, words);

    private static void Matches(InvalidCheckpointException exception, InvalidCheckpointReason reason, string words)
    {
        Assert.True(exception.Reason == reason, $"{exception.Reason} in place of {reason}: {exception.Message}");
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }
}
