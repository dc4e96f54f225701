using System.Text;
using HyperFace.Embedding.Tests.Images;
using NetVips;
using SkiaSharp;

namespace HyperFace.Bench.ImageLibraries;

/// <summary>The files to decode: large and small ones, damaged ones, hostile ones; all made here, from seeds.</summary>
internal sealed class ImageCorpus(string folder)
{
    private const int DamagedSide = 160;
    private const int Cuts = 64;
    private const int Flips = 300;
    private const int Seed = 20261124;

    /// <summary>Whole files by what they are, with how often to decode each.</summary>
    public IEnumerable<(string Name, string Path, int Rounds)> Whole()
    {
        yield return ("JPEG 12 MP (4000 x 3000)", Write("12", Encoded(4000, 3000, SKEncodedImageFormat.Jpeg, 90)), 7);
        yield return ("JPEG 24 MP (6000 x 4000)", Write("24", Encoded(6000, 4000, SKEncodedImageFormat.Jpeg, 90)), 5);
        yield return ("progressive JPEG 12 MP", Write("12p", Progressive(4000, 3000)), 5);
        yield return ("PNG 12 MP", Write("12png", Encoded(4000, 3000, SKEncodedImageFormat.Png, 100)), 3);
        yield return ("WebP 12 MP", Write("12webp", Encoded(4000, 3000, SKEncodedImageFormat.Webp, 90)), 3);
        yield return ("JPEG 640 x 480", Write("640", Encoded(640, 480, SKEncodedImageFormat.Jpeg, 90)), 200);
        yield return ("JPEG 112 x 112", WarmUp(), 1000);
    }

    /// <summary>A small whole file.</summary>
    public string WarmUp() => Write("112", Encoded(112, 112, SKEncodedImageFormat.Jpeg, 90));

    /// <summary>Damaged and hostile files, by kind.</summary>
    public IEnumerable<(string Kind, List<string> Paths)> Damaged()
    {
        (string Name, byte[] Bytes)[] formats =
        [
            ("JPEG", Encoded(DamagedSide, DamagedSide, SKEncodedImageFormat.Jpeg, 90)),
            ("progressive JPEG", Progressive(DamagedSide, DamagedSide)),
            ("PNG", Encoded(DamagedSide, DamagedSide, SKEncodedImageFormat.Png, 100)),
            ("WebP", Encoded(DamagedSide, DamagedSide, SKEncodedImageFormat.Webp, 90)),
            ("BMP", BmpFile.Of(TestImage.Draw(DamagedSide, DamagedSide, Seed))),
        ];
        foreach ((string name, byte[] bytes) in formats)
        {
            yield return ($"{name}, cut short", [.. Enumerable.Range(0, Cuts).Select(i => Write($"{name}-cut-{i}", bytes[..(bytes.Length * i / Cuts)]))]);
            yield return ($"{name}, last byte missing", [Write($"{name}-cut-last", bytes[..^1])]);
        }

        foreach ((string name, byte[] bytes) in formats)
        {
            yield return ($"{name}, wrong bytes", [.. Enumerable.Range(0, Flips).Select(i => Write($"{name}-flip-{i}", WithWrongBytes(bytes, i)))]);
        }

        yield return ("PNG header of 30,000 x 30,000", [Write("30000", [.. PngFile.Header(30_000, 30_000), .. PngFile.Chunk("IDAT", [0x78, 0x9C, 0, 0])])]);
        yield return ("PNG of 1 x 8,000,000, whole", [Write("8000000", PngFile.Of(1, 8_000_000, 8, PngFile.Grey, _ => [7]))]);
        yield return ("PNG of 20,000 x 20,000, whole", [Write("20000", PngFile.Of(20_000, 20_000, 1, PngFile.Grey, _ => new byte[2500]))]);
        yield return ("JPEG of 6,000 x 6,000 with 2,000 scans", [Write("scans", JpegFile.Progressive(6000, 6000, [99], emptyScans: 2000))]);
        yield return ("text, empty, GIF, SVG, TIFF", [.. Foreign().Select((bytes, i) => Write($"foreign-{i}", bytes))]);
    }

    private static byte[] Encoded(int width, int height, SKEncodedImageFormat format, int quality)
    {
        using SKBitmap bitmap = TestImage.Draw(width, height, Seed);
        using SKData data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    private static byte[] Progressive(int width, int height)
    {
        using Image image = Image.NewFromBuffer(Encoded(width, height, SKEncodedImageFormat.Jpeg, 100));
        return image.JpegsaveBuffer(q: 90, interlace: true);
    }

    private static byte[] WithWrongBytes(byte[] bytes, int seed)
    {
        var random = new Random(Seed + seed);
        byte[] changed = [.. bytes];
        for (int i = 0; i < 1 << (seed % 5); i++)
        {
            changed[random.Next(2) == 0 ? random.Next(Math.Min(64, bytes.Length)) : random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return changed;
    }

    private static IEnumerable<byte[]> Foreign()
    {
        yield return Encoding.UTF8.GetBytes("a text that somebody named portrait.jpg");
        yield return [];
        using Image image = Image.NewFromBuffer(Encoded(DamagedSide, DamagedSide, SKEncodedImageFormat.Jpeg, 90));
        yield return image.GifsaveBuffer();
        yield return Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' width='200' height='200'><rect width='200' height='200' fill='red'/></svg>");
        yield return image.TiffsaveBuffer();
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
