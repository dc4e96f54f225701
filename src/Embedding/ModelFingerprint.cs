using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace HyperFace.Embedding;

/// <summary>
/// Tells one face model from another: SHA-256 over the ONNX file's hash and everything in its manifest that changes a
/// vector. Templates of different fingerprints cannot be compared. Immutable.
/// </summary>
public sealed record ModelFingerprint
{
    private const int HexDigits = 64;

    private readonly string _hex;

    private ModelFingerprint(string hex) => _hex = hex;

    /// <summary>The first 12 digits: enough for a person to tell models apart.</summary>
    public string Abbreviation => _hex[..12];

    /// <summary>Reads 64 hexadecimal digits, of either case.</summary>
    /// <exception cref="FormatException"><paramref name="text"/> is something else.</exception>
    public static ModelFingerprint Parse(string text) =>
        TryParse(text, out ModelFingerprint? fingerprint) ? fingerprint : throw new FormatException($"'{text}' is not a model fingerprint: {HexDigits} hexadecimal digits are needed.");

    /// <summary>Reads 64 hexadecimal digits, of either case; false when <paramref name="text"/> is something else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ModelFingerprint? fingerprint)
    {
        bool valid = text is { Length: HexDigits } && text.All(char.IsAsciiHexDigit);
        fingerprint = valid ? new ModelFingerprint(text!.ToLowerInvariant()) : null;
        return valid;
    }

    /// <summary>
    /// A fingerprint for embeddings made elsewhere by a model of which only a name is known: the SHA-256 of the name.
    /// Galleries of the same name hold comparable templates; it is the caller who vouches for that.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or blank.</exception>
    public static ModelFingerprint Named(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Of(Encoding.UTF8.GetBytes("name:" + name));
    }

    /// <summary>The SHA-256 of bytes that say everything of a model that changes a vector.</summary>
    internal static ModelFingerprint Of(ReadOnlySpan<byte> canonical) => new(Convert.ToHexStringLower(SHA256.HashData(canonical)));

    /// <summary>The 64 hexadecimal digits, lower case.</summary>
    public override string ToString() => _hex;
}
