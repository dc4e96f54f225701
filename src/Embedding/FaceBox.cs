namespace HyperFace.Embedding;

/// <summary>Where a face is, in pixels of the upright photo. It may reach beyond the border.</summary>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Width">Its width, above 0.</param>
/// <param name="Height">Its height, above 0.</param>
public readonly record struct FaceBox(float Left, float Top, float Width, float Height)
{
    /// <summary>Its right edge.</summary>
    public float Right => Left + Width;

    /// <summary>Its lower edge.</summary>
    public float Bottom => Top + Height;

    /// <summary>The size of the face: the shorter of width and height, in pixels.</summary>
    public float Size => Math.Min(Width, Height);

    /// <summary>Width times height, in square pixels.</summary>
    public double Area => (double)Width * Height;

    /// <summary>Area in common with another box over the area that both cover (the Jaccard index): 0 to 1.</summary>
    public double OverlapWith(FaceBox other)
    {
        double width = Math.Min((double)Right, other.Right) - Math.Max(Left, other.Left);
        double height = Math.Min((double)Bottom, other.Bottom) - Math.Max(Top, other.Top);
        if (width <= 0 || height <= 0)
        {
            return 0;
        }

        double common = width * height;
        return common / (Area + other.Area - common);
    }
}
