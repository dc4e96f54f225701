namespace HyperFace.Indexer.Tests.Support;

/// <summary>What disks and people do to files.</summary>
internal static class Damage
{
    public static void Flip(string path, long offset, byte mask = 0xFF)
    {
        using FileStream file = Open(path);
        file.Position = offset;
        int value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ mask));
    }

    public static void Truncate(string path, long length)
    {
        using FileStream file = Open(path);
        file.SetLength(length);
    }

    public static void Append(string path, ReadOnlySpan<byte> bytes)
    {
        using FileStream file = Open(path);
        file.Position = file.Length;
        file.Write(bytes);
    }

    public static long LengthOf(string path) => new FileInfo(path).Length;

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
