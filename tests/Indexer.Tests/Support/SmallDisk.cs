using System.Diagnostics;

namespace HyperFace.Indexer.Tests.Support;

/// <summary>A file system of a few megabytes, mounted for one test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _filler;

    private SmallDisk(string path)
    {
        Path = path;
        _filler = System.IO.Path.Combine(path, "filler");
    }

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>Mounts one; skips the test where that is not allowed.</summary>
    public static SmallDisk Mount(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A small file system is mounted on Linux only.");
        string path = Directory.CreateTempSubdirectory("hyperface-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path))
        {
            return new SmallDisk(path);
        }

        Directory.Delete(path);
        Assert.Skip("Mounting a small file system needs the rights of root.");
        throw new UnreachableException();
    }

    /// <summary>Leaves only so many bytes free.</summary>
    public void Fill(long leave = 0)
    {
        using FileStream filler = File.Open(_filler, FileMode.Append);
        var block = new byte[4096];
        while (new DriveInfo(Path).AvailableFreeSpace > leave)
        {
            filler.Write(block);
            filler.Flush();
        }
    }

    /// <summary>Makes room again.</summary>
    public void MakeRoom() => File.Delete(_filler);

    public void Dispose()
    {
        Assert.True(Run("umount", Path), $"'{Path}' cannot be unmounted: a file in it is still open.");
        Directory.Delete(Path);
    }

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
