using System.Buffers;

namespace HyperFace.Indexer.Galleries;

/// <summary>What may name a gallery: a name that is the same folder on every file system.</summary>
internal static class GalleryId
{
    /// <summary>The rule, for messages.</summary>
    public const string Rule = "use 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit and not ending with '.'";

    private const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Names that Windows gives to devices, whatever their extension.</summary>
    private static readonly HashSet<string> Devices =
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" })];

    /// <summary>Whether <paramref name="id"/> keeps the rule.</summary>
    public static bool IsValid(string id) =>
        id.Length is >= 1 and <= MaxLength
        && !id.AsSpan().ContainsAnyExcept(Allowed)
        && char.IsAsciiLetterOrDigit(id[0])
        && id[^1] != '.'
        && !Devices.Contains(id.Split('.')[0]);
}
