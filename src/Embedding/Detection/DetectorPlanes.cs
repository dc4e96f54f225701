namespace HyperFace.Embedding.Detection;

/// <summary>Brings a photo into the form that a detector wants: planes in its channel order, mean subtracted, scaled, black around it.</summary>
internal sealed class DetectorPlanes
{
    private const int Channels = 3;
    private const int Levels = 256;

    private readonly bool _reversed;
    private readonly float[][] _levels;

    public DetectorPlanes(DetectorManifest manifest)
    {
        _reversed = manifest.ChannelOrder == ChannelOrder.Bgr;
        _levels = [.. Enumerable.Range(0, Channels).Select(plane =>
            Enumerable.Range(0, Levels).Select(level => (float)((level - (double)manifest.Mean[plane]) * manifest.Scale[plane])).ToArray())];
    }

    /// <summary>Writes the photo.</summary>
    /// <param name="rgb">Its pixels, as small as they lie in the input.</param>
    /// <param name="size">How they lie.</param>
    /// <param name="planes">The input.</param>
    public void Write(ReadOnlySpan<byte> rgb, InputSize size, Span<float> planes)
    {
        for (int plane = 0; plane < Channels; plane++)
        {
            float[] levels = _levels[plane];
            Span<float> target = planes.Slice(plane * size.Width * size.Height, size.Width * size.Height);
            target.Fill(levels[0]);
            int source = _reversed ? Channels - 1 - plane : plane;
            for (int y = 0; y < size.PhotoHeight; y++)
            {
                Span<float> row = target.Slice(y * size.Width, size.PhotoWidth);
                for (int x = 0; x < row.Length; x++, source += Channels)
                {
                    row[x] = levels[rgb[source]];
                }
            }
        }
    }
}
