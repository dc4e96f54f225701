using System.Buffers.Text;
using System.Text;
using HyperFace.Host.Http.Problems;

namespace HyperFace.Host.Http.Requests;

/// <summary>Where the next page begins, as a text that callers hand back unread.</summary>
internal static class PageToken
{
    /// <summary>Makes a token.</summary>
    public static string From(string position) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(position));

    /// <summary>Reads a token; null stays null.</summary>
    /// <exception cref="ProblemException">It is not one of ours.</exception>
    public static string? Read(string? token)
    {
        if (token is null)
        {
            return null;
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(token));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw Refuse(e);
        }
    }

    /// <summary>Reads a token that holds a number; null is 0.</summary>
    /// <exception cref="ProblemException">It is not one of ours.</exception>
    public static long ReadNumber(string? token) => token is null ? 0 : long.TryParse(Read(token), out long number) && number >= 0 ? number : throw Refuse(null);

    private static ProblemException Refuse(Exception? inner) => new(ProblemKinds.InvalidRequest, "nextToken is not one that this API gave out.", inner);
}
