namespace HyperFace.Synthesis;

/// <summary>Hair of the face.</summary>
public enum BeardStyle
{
    /// <summary>Clean-shaven, or none grows.</summary>
    None = 0,

    /// <summary>A shadow of a few days.</summary>
    Stubble = 1,

    /// <summary>On the upper lip only.</summary>
    Moustache = 2,

    /// <summary>Around mouth and chin.</summary>
    Goatee = 3,

    /// <summary>Cheeks, jaw, chin and upper lip.</summary>
    Full = 4,
}
