namespace HyperFace.Synthesis;

/// <summary>What hides a part of a face.</summary>
public enum OcclusionKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Glasses with dark lenses, instead of the person's own.</summary>
    DarkGlasses = 1,

    /// <summary>A cloth over mouth and nose.</summary>
    Mask = 2,

    /// <summary>Fingers of the person's own hand.</summary>
    Hand = 3,

    /// <summary>A strand of the person's hair across the face.</summary>
    Strand = 4,

    /// <summary>A flat object with straight edges: a phone, a card, a cup.</summary>
    Thing = 5,
}
