namespace HyperFace.Indexer.Log;

/// <summary>Asks whether a write will fit before it is begun, leaving room for the catalogue's own growth beside the log.</summary>
internal static class FreeSpace
{
    /// <summary>Kept free on the device: the catalogue writes after the log, and must not be the one to find the disk full.</summary>
    private const long Reserve = 8L << 20;

    /// <summary>Throws <see cref="IOException"/> when fewer than <paramref name="bytes"/> plus the reserve are free.</summary>
    public static void Require(string folder, long bytes)
    {
        long free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < bytes + Reserve)
        {
            throw new IOException($"No space left on the device: {free:N0} bytes are free, {bytes:N0} are needed and {Reserve:N0} are kept in reserve.");
        }
    }
}
