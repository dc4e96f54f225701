using System.Reflection;
using System.Text.Json.Serialization;

namespace HyperFace.Embedding.Quality;

/// <summary>The words that stand for reasons in text; told by the enum itself, so that JSON and messages cannot differ.</summary>
internal static class ReasonWords
{
    private static readonly string[] Words =
        [.. Enum.GetNames<QualityReason>().Select(name => typeof(QualityReason).GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name)];

    public static string Of(QualityReason reason) => Words[(int)reason];
}
