namespace HyperFace.Indexer.Galleries;

/// <summary>Work that takes a turn of the writer for itself.</summary>
internal abstract class ExclusiveTurn : GalleryChange
{
    /// <summary>Does the work and tells the caller how it went.</summary>
    public abstract void Run();

    /// <inheritdoc/>
    public sealed override void Decide(ChangeGroup group) => throw new InvalidOperationException("A turn of its own is not decided in a group.");

    /// <inheritdoc/>
    public sealed override void Acknowledge() => throw new InvalidOperationException("A turn of its own acknowledges itself.");
}
