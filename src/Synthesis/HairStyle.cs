namespace HyperFace.Synthesis;

/// <summary>How the hair is worn.</summary>
public enum HairStyle
{
    /// <summary>None.</summary>
    Bald = 0,

    /// <summary>Cut to a few millimetres.</summary>
    Cropped = 1,

    /// <summary>Short, brushed up and back.</summary>
    Swept = 2,

    /// <summary>Short with a side parting.</summary>
    Parted = 3,

    /// <summary>A fringe over the forehead.</summary>
    Fringe = 4,

    /// <summary>Full round curls.</summary>
    Curls = 5,

    /// <summary>To the chin, beside the face.</summary>
    Bob = 6,

    /// <summary>Past the shoulders, parted.</summary>
    Flowing = 7,

    /// <summary>Pulled back tight.</summary>
    TiedBack = 8,
}
