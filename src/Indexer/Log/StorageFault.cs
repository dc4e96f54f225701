namespace HyperFace.Indexer.Log;

/// <summary>Tells a refusal of the device (full, read-only, broken) from a mistake in the program.</summary>
internal static class StorageFault
{
    /// <summary>Whether <paramref name="e"/> is how .NET says that the file system refused.</summary>
    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException;
}
