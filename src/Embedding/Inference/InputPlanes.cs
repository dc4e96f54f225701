namespace HyperFace.Embedding.Inference;

/// <summary>Brings pixels into the form that a model wants: planes in its channel order, mean subtracted, scaled.</summary>
internal sealed class InputPlanes
{
    private const int Channels = 3;
    private const int Levels = 256;

    private readonly int _pixels;
    private readonly int _width;
    private readonly bool _reversed;
    private readonly float[][] _levels;

    public InputPlanes(ModelManifest manifest)
    {
        _pixels = manifest.Width * manifest.Height;
        _width = manifest.Width;
        _reversed = manifest.ChannelOrder == ChannelOrder.Bgr;

        // In double precision, rounded once: what the training code does before it stores float32.
        _levels = [.. Enumerable.Range(0, Channels).Select(plane =>
            Enumerable.Range(0, Levels).Select(level => (float)((level - (double)manifest.Mean[plane]) * manifest.Scale[plane])).ToArray())];
    }

    /// <summary>Numbers that one face takes.</summary>
    public int Length => Channels * _pixels;

    /// <summary>Writes one face.</summary>
    public void Write(ReadOnlySpan<byte> rgb, Span<float> planes)
    {
        for (int plane = 0; plane < Channels; plane++)
        {
            float[] levels = _levels[plane];
            Span<float> target = planes.Slice(plane * _pixels, _pixels);
            int source = _reversed ? Channels - 1 - plane : plane;
            for (int i = 0; i < target.Length; i++, source += Channels)
            {
                target[i] = levels[rgb[source]];
            }
        }
    }

    /// <summary>Turns a face that was written left to right.</summary>
    public void Mirror(Span<float> planes)
    {
        for (int row = 0; row < planes.Length; row += _width)
        {
            planes.Slice(row, _width).Reverse();
        }
    }
}
