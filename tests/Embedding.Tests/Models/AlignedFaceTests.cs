namespace HyperFace.Embedding.Tests.Models;

public sealed class AlignedFaceTests
{
    [Fact]
    public void Pixels_are_copied()
    {
        byte[] rgb = [1, 2, 3, 4, 5, 6];
        AlignedFace face = AlignedFace.FromRgb(2, 1, rgb);
        rgb[0] = 99;
        Assert.Equal((2, 1), (face.Width, face.Height));
        Assert.Equal([1, 2, 3, 4, 5, 6], face.Rgb.ToArray());
    }

    [Theory]
    [InlineData(0, 1, 0, "width")]
    [InlineData(1, 0, 0, "height")]
    [InlineData(-1, -1, 3, "width")]
    [InlineData(2, 1, 5, "rgb")]
    [InlineData(2, 1, 7, "rgb")]
    [InlineData(int.MaxValue, int.MaxValue, 3, "rgb")]
    public void Sides_and_bytes_must_agree(int width, int height, int bytes, string parameter) =>
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(() => AlignedFace.FromRgb(width, height, new byte[bytes])).ParamName);
}
