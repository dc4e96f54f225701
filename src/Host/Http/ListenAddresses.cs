using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http;

/// <summary>Where the server is told to listen.</summary>
internal static class ListenAddresses
{
    /// <summary>The addresses, if each is one; several are separated by semicolons.</summary>
    /// <exception cref="OptionsValidationException">One is none.</exception>
    public static string Require(string urls)
    {
        string[] wrong = [.. urls.Split(';', StringSplitOptions.TrimEntries).Where(url => !IsAddress(url))];
        return wrong.Length == 0
            ? urls
            : throw new OptionsValidationException("urls", typeof(HttpOptions), [$"'{wrong[0]}' is not an address to listen on; it looks like {HttpOptions.DefaultUrl}."]);
    }

    private static bool IsAddress(string url)
    {
        try
        {
            BindingAddress address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.Host.Length > 0 && address.PathBase.Length == 0 && address.Port is >= 0 and <= ushort.MaxValue;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
