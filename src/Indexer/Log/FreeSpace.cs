namespace HyperFace.Indexer.Log;

/// <summary>Asks whether a write will fit before it is begun, leaving room for the catalogue's own growth beside the log.</summary>
internal static class FreeSpace
{
    /// <summary>Kept free on the device: the catalogue writes after the log, and must not be the one to find the disk full.</summary>
    private const long MostReserve = 64L << 20;

    /// <summary>A small device keeps this share of itself free instead.</summary>
    private const int SmallDeviceShare = 8;

    /// <summary>Throws <see cref="IOException"/> when fewer than <paramref name="bytes"/> plus the reserve are free.</summary>
    public static void Require(string folder, long bytes)
    {
        var device = new DriveInfo(folder);
        long free = device.AvailableFreeSpace;
        long reserve = Math.Min(MostReserve, device.TotalSize / SmallDeviceShare);
        if (free < bytes + reserve)
        {
            throw new IOException($"No space left on the device: {free:N0} bytes are free, {bytes:N0} are needed and {reserve:N0} are kept in reserve.");
        }
    }
}
