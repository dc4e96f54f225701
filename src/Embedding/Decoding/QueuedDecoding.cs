namespace HyperFace.Embedding.Decoding;

/// <summary>One image on its way through <see cref="DecodingThreads"/>.</summary>
/// <param name="bytes">What it takes of the memory.</param>
internal abstract class QueuedDecoding(long bytes)
{
    /// <summary>What it takes of the memory while it runs.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Whether a thread is at work on it. Read and written under the lock of the threads.</summary>
    public bool Runs { get; set; }

    /// <summary>Whether it ran beyond its time, so that nobody waits for it. Read and written under the lock of the threads.</summary>
    public bool Stray { get; set; }

    /// <summary>Whether its memory has passed to its result, and comes back with that. Settled when it has run.</summary>
    public bool IsHeld { get; protected set; }

    /// <summary>Whether its caller has an answer.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>Does the work and answers, unless there is an answer already.</summary>
    public abstract void Run();

    /// <summary>Answers with a failure, unless there is an answer already.</summary>
    public abstract void Fail(Exception why);
}
