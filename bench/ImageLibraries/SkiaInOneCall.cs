using SkiaSharp;

namespace HyperFace.Bench.ImageLibraries;

/// <summary>SkiaSharp as its documentation shows it: decode the whole, cut, scale.</summary>
internal sealed class SkiaInOneCall : IDecodingLibrary
{
    public byte[] Decode(byte[] image)
    {
        using SKBitmap bitmap = SKBitmap.Decode(image) ?? throw new InvalidDataException("SkiaSharp gave no picture.");
        int side = Math.Min(bitmap.Width, bitmap.Height);
        using var middle = new SKBitmap();
        bitmap.ExtractSubset(middle, SKRectI.Create((bitmap.Width - side) / 2, (bitmap.Height - side) / 2, side, side));
        var info = new SKImageInfo(LibraryRun.Side, LibraryRun.Side, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKBitmap small = middle.Resize(info, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)) ?? throw new InvalidDataException("SkiaSharp cannot scale the picture.");
        return small.GetPixelSpan().ToArray();
    }
}
