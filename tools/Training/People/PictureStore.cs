using System.Security.Cryptography;

namespace HyperFace.Training.People;

/// <summary>Some pictures of some people, drawn once and held in memory as pixels; the pictures of a person behind one another.</summary>
internal sealed class PictureStore
{
    private readonly byte[][] _pictures;

    private PictureStore(byte[][] pictures, int images)
    {
        _pictures = pictures;
        Images = images;
    }

    /// <summary>Pictures of each person.</summary>
    public int Images { get; }

    /// <summary>All pictures.</summary>
    public int Count => _pictures.Length;

    /// <summary>The pixels of a picture: rows from the top, pixels from the left, red first.</summary>
    public byte[] this[int picture] => _pictures[picture];

    /// <summary>Draws the pictures, on all processors; the same ones whatever their number.</summary>
    public static PictureStore Draw(Portraits portraits, int subjects, int images)
    {
        var pictures = new byte[subjects * images][];
        Parallel.For(0, pictures.Length, i => pictures[i] = portraits.Pixels(i / images, i % images));
        return new PictureStore(pictures, images);
    }

    /// <summary>SHA-256 of all pixels: what tells other pictures from these.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (byte[] picture in _pictures)
        {
            hash.AppendData(picture);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Whose picture it is.</summary>
    public int Subject(int picture) => picture / Images;
}
