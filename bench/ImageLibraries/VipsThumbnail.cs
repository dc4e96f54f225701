using NetVips;

namespace HyperFace.Bench.ImageLibraries;

/// <summary>libvips' own way to a small picture: it decodes at a fraction by itself, turns upright, cuts, shrinks.</summary>
internal sealed class VipsThumbnail : IDecodingLibrary
{
    private static readonly double[] Grey = [128];
    private readonly Enums.FailOn _failOn;

    /// <param name="failOn">From which trouble in a file on to refuse it; libvips' own custom is not to refuse.</param>
    /// <param name="threads">Threads of libvips; 0 for one per processor, its custom.</param>
    public VipsThumbnail(Enums.FailOn failOn, int threads)
    {
        _failOn = failOn;
        NetVips.NetVips.BlockUntrusted = true;
        Cache.Max = 0;
        if (threads > 0)
        {
            NetVips.NetVips.Concurrency = threads;
        }
    }

    public byte[] Decode(byte[] image)
    {
        using Image thumbnail = Image.ThumbnailBuffer(image, LibraryRun.Side, height: LibraryRun.Side, crop: Enums.Interesting.Centre, failOn: _failOn);
        using Image colour = thumbnail.Colourspace(Enums.Interpretation.Srgb);
        using Image opaque = colour.HasAlpha() ? colour.Flatten(background: Grey) : colour.Copy();
        using Image bytes = opaque.Cast(Enums.BandFormat.Uchar);
        return bytes.WriteToMemory<byte>();
    }
}
