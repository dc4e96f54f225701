using NetVips;

namespace HyperFace.Bench.ImageLibraries;

/// <summary>libvips' own way to a small picture: it decodes at a fraction by itself, turns upright, cuts, shrinks.</summary>
internal sealed class VipsThumbnail : IDecodingLibrary
{
    private static readonly double[] Grey = [128];
    private readonly string _options;

    /// <param name="strict">Refuse a file at the first warning; libvips' own custom is to give what it could read.</param>
    /// <param name="threads">Threads of libvips; 0 for one per processor, its custom.</param>
    public VipsThumbnail(bool strict, int threads)
    {
        // As an option of the loader: ThumbnailBuffer's own parameter failOn changes nothing (NetVips 3.2.0, libvips 8.18.7).
        _options = strict ? "fail_on=warning" : "";
        NetVips.NetVips.BlockUntrusted = true;
        Cache.Max = 0;
        if (threads > 0)
        {
            NetVips.NetVips.Concurrency = threads;
        }
    }

    public byte[] Decode(byte[] image)
    {
        using Image thumbnail = Image.ThumbnailBuffer(image, LibraryRun.Side, _options, height: LibraryRun.Side, crop: Enums.Interesting.Centre);
        using Image colour = thumbnail.Colourspace(Enums.Interpretation.Srgb);
        using Image opaque = colour.HasAlpha() ? colour.Flatten(background: Grey) : colour.Copy();
        using Image bytes = opaque.Cast(Enums.BandFormat.Uchar);
        return bytes.WriteToMemory<byte>();
    }
}
