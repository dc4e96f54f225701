namespace HyperFace.Embedding;

/// <summary>A photo could be read, but no face of it is taken. The message names the reasons.</summary>
public sealed class FaceRefusedException : Exception
{
    internal FaceRefusedException(IReadOnlyList<QualityFlaw> flaws)
        : base(string.Join(" ", flaws.Select(flaw => $"{flaw}.")))
    {
        Flaws = flaws;
    }

    /// <summary>Why; at least one.</summary>
    public IReadOnlyList<QualityFlaw> Flaws { get; }
}
