using System.Globalization;
using System.Text.Json.Serialization;

namespace HyperFace.Indexer.Log;

/// <summary>A segment as <c>log/current</c> names it. <c>Bytes</c> is its length once it is sealed, and null while it grows: a sealed segment of another length has lost something.</summary>
internal sealed record SegmentEntry(string Name, long? Bytes = null)
{
    private const string Extension = ".seg";
    private const int GenerationDigits = 8;
    private const int LsnDigits = 20;

    /// <summary>The lowest LSN that the segment may hold, as its name says.</summary>
    [JsonIgnore]
    public ulong FirstLsn => TryParse(Name, out _, out ulong firstLsn) ? firstLsn : 0;

    /// <summary>The name of a segment. Within a generation names sort by LSN; across generations they need not.</summary>
    public static string NameOf(ulong generation, ulong firstLsn) => $"{generation:D8}-{firstLsn:D20}{Extension}";

    /// <summary>Whether this can name a segment: a plain file name of the shape of <see cref="NameOf"/>.</summary>
    public static bool TryParse(string? name, out ulong generation, out ulong firstLsn)
    {
        generation = 0;
        firstLsn = 0;
        return name is { Length: GenerationDigits + 1 + LsnDigits + 4 }
            && name.EndsWith(Extension, StringComparison.Ordinal)
            && name[GenerationDigits] == '-'
            && ulong.TryParse(name.AsSpan(0, GenerationDigits), NumberStyles.None, CultureInfo.InvariantCulture, out generation)
            && ulong.TryParse(name.AsSpan(GenerationDigits + 1, LsnDigits), NumberStyles.None, CultureInfo.InvariantCulture, out firstLsn);
    }
}
