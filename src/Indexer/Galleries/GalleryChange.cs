namespace HyperFace.Indexer.Galleries;

/// <summary>One change waiting for the gallery's writer.</summary>
internal abstract class GalleryChange
{
    /// <summary>Decides the change against what stands and what was decided before it in the group. It either throws, having done nothing, or has put its records into <paramref name="group"/>.</summary>
    public abstract void Decide(ChangeGroup group);

    /// <summary>The change is on the device, in the catalogue and in the index: tell the caller.</summary>
    public abstract void Acknowledge();

    /// <summary>The change did not happen: tell the caller why.</summary>
    public abstract void Fail(Exception why);
}
