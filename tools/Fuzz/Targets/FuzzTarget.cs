namespace HyperFace.Fuzz.Targets;

/// <summary>Something that reads untrusted bytes.</summary>
internal abstract class FuzzTarget : IDisposable
{
    /// <summary>Whole files that inputs are made from.</summary>
    public abstract IReadOnlyList<byte[]> Corpus { get; }

    /// <summary>Byte strings that mean something to the format.</summary>
    public abstract IReadOnlyList<byte[]> Dictionary { get; }

    /// <summary>Reads an input; returns what it came to in a word or two. Any exception that is not a named refusal is a finding.</summary>
    public abstract string Try(byte[] input);

    /// <summary>Makes checksums right again, where the format has any: else nothing behind them is ever reached.</summary>
    public virtual void Repair(Span<byte> input)
    {
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
