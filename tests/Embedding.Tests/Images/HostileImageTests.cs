using HyperFace.Embedding.Images;

namespace HyperFace.Embedding.Tests.Images;

/// <summary>Files cut short and files with wrong bytes: an image or a named refusal comes back, never anything else.</summary>
public sealed class HostileImageTests
{
    private const int Side = 40;
    private static readonly string[] Formats = ["jpeg", "progressive jpeg", "png", "webp", "webp without loss", "animated webp", "bmp"];

    public static TheoryData<string> AllFormats() => [.. Formats];

    [Theory]
    [MemberData(nameof(AllFormats))]
    public void A_file_cut_short_anywhere_is_damaged(string format)
    {
        byte[] image = Image(format);
        FaceCutter.Cut(image, Limits(format), Side, Side);
        for (int length = 0; length < image.Length; length++)
        {
            InvalidImageException refusal = Assert.Throws<InvalidImageException>(() => FaceCutter.Cut(image.AsSpan(0, length), Limits(format), Side, Side));
            Assert.Contains(refusal.Reason, length == 0 ? [InvalidImageReason.Empty] : length < 12 ? [InvalidImageReason.Damaged, InvalidImageReason.UnknownFormat] : new[] { InvalidImageReason.Damaged });
        }
    }

    [Theory]
    [MemberData(nameof(AllFormats))]
    public void Wrong_bytes_give_an_image_or_a_refusal(string format)
    {
        byte[] whole = Image(format);
        var random = new Random(20261124);
        int images = 0;
        int refusals = 0;
        for (int round = 0; round < 3000; round++)
        {
            byte[] image = [.. whole];
            int changes = 1 << random.Next(5);
            for (int i = 0; i < changes; i++)
            {
                // Half of the changes go where the structure is: into the first bytes.
                int at = random.Next(2) == 0 ? random.Next(Math.Min(64, image.Length)) : random.Next(image.Length);
                image[at] = (byte)random.Next(256);
            }

            try
            {
                AlignedFace face = FaceCutter.Cut(image, Limits(format), Side, Side);
                Assert.Equal(Side * Side * 3, face.Rgb.Length);
                images++;
            }
            catch (InvalidImageException)
            {
                refusals++;
            }
        }

        Assert.True(refusals > 100 && images + refusals == 3000, $"{images} images, {refusals} refusals");
    }

    [Fact]
    public void Noise_behind_a_true_signature_is_refused()
    {
        var random = new Random(7);
        byte[][] signatures = [[0xFF, 0xD8, 0xFF], [0x89, .. "PNG\r\n\x1A\n"u8], [.. "RIFF"u8, 0xFF, 0xFF, 0, 0, .. "WEBP"u8], [.. "BM"u8]];
        for (int round = 0; round < 4000; round++)
        {
            var noise = new byte[random.Next(2000)];
            random.NextBytes(noise);
            byte[] image = [.. signatures[round % 4], .. noise];
            Assert.ThrowsAny<InvalidImageException>(() => FaceCutter.Cut(image, new ImageLimits { MaxPixels = 1_000_000 }, Side, Side));
        }
    }

    private static ImageLimits Limits(string format) => new() { MaxPixels = 1_000_000, MaxFrames = format == "animated webp" ? 2 : 1 };

    private static byte[] Image(string format) => format switch
    {
        "jpeg" => Exif.InJpeg(Pictures.Noise(Side, Side, 3).Jpeg(80), Exif.Data(6)),
        "progressive jpeg" => JpegFile.Progressive(Side, Side, [200, 100, 50]),
        "png" => Exif.InPng(Pictures.Noise(Side, Side, 3).Png(), Exif.Data(6)),
        "webp" => Exif.InWebP(Pictures.Noise(Side, Side, 3).WebP(80), Side, Side, Exif.Data(6)),
        "webp without loss" => Pictures.Slopes(Side, Side).WebPWithoutLoss(),
        "animated webp" => WebPFile.Animation(Pictures.Noise(Side, Side, 3).WebP(80), Side, Side, frames: 2),
        _ => BmpFile.Of(Pictures.Noise(Side, Side, 3)),
    };
}
