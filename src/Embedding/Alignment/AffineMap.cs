using HyperFace.Embedding.Images;

namespace HyperFace.Embedding.Alignment;

/// <summary>From a pixel of a crop to a point of the stored photo: column = cx·x + cy·y + c0, row = rx·x + ry·y + r0. Whole numbers are the middles of pixels.</summary>
internal readonly record struct AffineMap(double Cx, double Cy, double C0, double Rx, double Ry, double R0)
{
    /// <summary>The map to the upright photo, taken on to the photo as it is stored, so that the photo itself need not be turned.</summary>
    /// <param name="map">From the crop to the upright photo.</param>
    /// <param name="orientation">How the stored photo is turned upright.</param>
    /// <param name="width">Its width as stored.</param>
    /// <param name="height">Its height as stored.</param>
    public static AffineMap Stored(SimilarityMap map, Orientation orientation, int width, int height)
    {
        (double X, double Y, double Shift) across = (map.A, map.B, map.Tx);
        (double X, double Y, double Shift) down = (-map.B, map.A, map.Ty);
        (var column, var row) = orientation switch
        {
            Orientation.MirrorLeftRight => (From(width, across), down),
            Orientation.TurnHalf => (From(width, across), From(height, down)),
            Orientation.MirrorTopBottom => (across, From(height, down)),
            Orientation.Transpose => (down, across),
            Orientation.TurnRight => (down, From(height, across)),
            Orientation.Transverse => (From(width, down), From(height, across)),
            Orientation.TurnLeft => (From(width, down), across),
            _ => (across, down),
        };
        return new AffineMap(column.X, column.Y, column.Shift, row.X, row.Y, row.Shift);
    }

    // Counted from the other side.
    private static (double X, double Y, double Shift) From(int size, (double X, double Y, double Shift) axis) => (-axis.X, -axis.Y, size - 1 - axis.Shift);
}
