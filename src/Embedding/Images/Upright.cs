namespace HyperFace.Embedding.Images;

/// <summary>Turns a small RGB picture by its EXIF orientation.</summary>
internal static class Upright
{
    private const int Channels = 3;

    /// <summary>True when turning swaps width and height.</summary>
    public static bool SwapsSides(Orientation orientation) => orientation >= Orientation.Transpose;

    /// <summary>The picture as a person should see it.</summary>
    /// <param name="rgb">The picture as stored.</param>
    /// <param name="width">Its width as stored.</param>
    /// <param name="height">Its height as stored.</param>
    /// <param name="orientation">How to turn it.</param>
    public static byte[] Turn(byte[] rgb, int width, int height, Orientation orientation)
    {
        if (orientation == Orientation.Upright)
        {
            return rgb;
        }

        (int turnedWidth, int turnedHeight) = SwapsSides(orientation) ? (height, width) : (width, height);
        var turned = new byte[rgb.Length];
        for (int y = 0; y < turnedHeight; y++)
        {
            for (int x = 0; x < turnedWidth; x++)
            {
                (int column, int row) = orientation switch
                {
                    Orientation.MirrorLeftRight => (width - 1 - x, y),
                    Orientation.TurnHalf => (width - 1 - x, height - 1 - y),
                    Orientation.MirrorTopBottom => (x, height - 1 - y),
                    Orientation.Transpose => (y, x),
                    Orientation.TurnRight => (y, height - 1 - x),
                    Orientation.Transverse => (width - 1 - y, height - 1 - x),
                    _ => (width - 1 - y, x),
                };
                rgb.AsSpan(((row * width) + column) * Channels, Channels).CopyTo(turned.AsSpan(((y * turnedWidth) + x) * Channels));
            }
        }

        return turned;
    }
}
