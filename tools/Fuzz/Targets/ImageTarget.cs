using HyperFace.Embedding;
using HyperFace.Embedding.Tests.Graphs;
using HyperFace.Embedding.Tests.Images;
using HyperFace.Fuzz.Mutation;

namespace HyperFace.Fuzz.Targets;

/// <summary>The image decoder as a caller meets it: header readers, decoding threads, native decoder, cut.</summary>
internal sealed class ImageTarget : FuzzTarget
{
    private const int Side = 40;

    private readonly ModelFolder _folder = new();
    private readonly FaceEmbedder _embedder;

    public ImageTarget()
    {
        _folder.WriteModel(FaceGraphs.PlaneMeans());
        _embedder = FaceEmbedder.Open(_folder.Manifest, new FaceEmbedderOptions
        {
            Threads = 1,
            DecodeThreads = 1,

            // Small pictures, so that a second sees thousands of them; the other limits as they come.
            Limits = new ImageLimits { MaxPixels = 1_000_000, MaxFrames = 4 },
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        Pictures.Noise(Side, Side, 3).Jpeg(80),
        Exif.InJpeg(Pictures.Slopes(Side, Side).Jpeg(60), Exif.Data(6)),
        JpegFile.Progressive(Side, Side, [200, 100, 50], emptyScans: 3),
        JpegFile.Of(Side, Side, [10, 20, 30, 40], adobe: true),
        JpegFile.Of(Side, Side, [77], scans: 4),
        Pictures.Noise(Side, Side, 3).Png(),
        Exif.InPng(Pictures.Slopes(Side, Side).Png(), Exif.Data(8)),
        Pictures.Draw(Side, Side, (x, y) => new SkiaSharp.SKColor((byte)x, (byte)y, 0, (byte)(x * y)), transparent: true).Png(),
        Pictures.Noise(Side, Side, 3).WebP(80),
        Pictures.Slopes(Side, Side).WebPWithoutLoss(),
        Exif.InWebP(Pictures.Noise(Side, Side, 3).WebP(80), Side, Side, Exif.Data(5)),
        WebPFile.Animation(Pictures.Noise(Side, Side, 3).WebP(80), Side, Side, frames: 2),
        BmpFile.Of(Pictures.Slopes(Side, Side)),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary { get; } =
    [
        [0xFF, 0xD8, 0xFF], [0xFF, 0xC0], [0xFF, 0xC2], [0xFF, 0xC4], [0xFF, 0xC9], [0xFF, 0xDA], [0xFF, 0xDB], [0xFF, 0xDD], [0xFF, 0xE1], [0xFF, 0xE2], [0xFF, 0xEE], [0xFF, 0xD9],
        .. new[] { "Exif\0\0", "II*\0", "MM\0*", "Adobe", "IHDR", "PLTE", "tRNS", "iCCP", "zTXt", "iTXt", "IDAT", "acTL", "fcTL", "fdAT", "eXIf", "IEND", "RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP", "EXIF", "BM", "GIF89a" }
            .Select(System.Text.Encoding.ASCII.GetBytes),
        [0x89, .. "PNG\r\n\x1A\n"u8], [0x12, 0x01, 0x03, 0x00], [40, 0, 0, 0], [12, 0, 0, 0], [124, 0, 0, 0],
    ];

    /// <inheritdoc/>
    public override string Try(byte[] input)
    {
        try
        {
            AlignedFace face = _embedder.Prepare(input);
            return face.Rgb.Length == 3 * face.Width * face.Height ? "accepted" : throw new InvalidOperationException("The face has another size than it says.");
        }
        catch (InvalidImageException refusal)
        {
            return $"refused: {refusal.Reason}";
        }
    }

    /// <inheritdoc/>
    public override void Repair(Span<byte> input)
    {
        if (input.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
        {
            PngChecksums.Write(input);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _embedder.Dispose();
        _folder.Dispose();
    }
}
