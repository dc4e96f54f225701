using System.Globalization;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>
/// A set of pictures: who is on each, its place, its seed and its bytes, each worked out from its number alone, so that any
/// order and any number of threads give the same set. Thread-safe.
/// </summary>
internal sealed class FaceSet(SyntheticPopulation people, IdentityCodes codes, IFaceGenerator generator, PictureEncoder encoder, int images, float beta)
{
    /// <summary>People.</summary>
    public int Identities => codes.Count;

    /// <summary>Pictures of each.</summary>
    public int Images => images;

    /// <summary>Pictures of all.</summary>
    public long Count => (long)codes.Count * images;

    /// <summary>Who the people are.</summary>
    public IdentityCodes Codes => codes;

    /// <summary>Name of a person.</summary>
    public static string SubjectOf(int identity) => string.Create(CultureInfo.InvariantCulture, $"s{identity:D7}");

    /// <summary>Where a picture lies in the set.</summary>
    public string PathOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{SubjectOf(IdentityOf(number))}/{ImageOf(number):D4}{encoder.Extension}");

    /// <summary>Whose picture it is.</summary>
    public int IdentityOf(long number) => (int)(number / images);

    /// <summary>Which of the person's pictures it is.</summary>
    public int ImageOf(long number) => (int)(number % images);

    /// <summary>The seed of a picture's variation, of its noise, and of what beta adds to the code.</summary>
    public ulong SeedOf(long number) => people.ImageSeed(IdentityOf(number), ImageOf(number));

    /// <summary>A picture's file.</summary>
    public byte[] Make(long number)
    {
        Span<float> code = stackalloc float[codes.Length];
        codes.Read(IdentityOf(number), code);
        ulong seed = SeedOf(number);
        if (beta > 0f)
        {
            IdentityCode.Vary(code, beta, seed, code);
        }

        var rgb = new byte[generator.Size * generator.Size * 3];
        generator.Generate(code, seed, rgb);
        return encoder.Encode(rgb, generator.Size);
    }
}
