namespace HyperFace.Synthesis;

/// <summary>Shape of the rims.</summary>
public enum GlassesShape
{
    /// <summary>No glasses.</summary>
    None = 0,

    /// <summary>Circles.</summary>
    Round = 1,

    /// <summary>Rounded rectangles.</summary>
    Square = 2,

    /// <summary>Low, wide rectangles.</summary>
    Narrow = 3,
}
