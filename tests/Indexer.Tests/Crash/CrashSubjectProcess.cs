using System.Diagnostics;
using System.Globalization;

namespace HyperFace.Indexer.Tests.Crash;

/// <summary>A process that works on a gallery, killed with SIGKILL after it has said so many lines.</summary>
internal static class CrashSubjectProcess
{
    /// <summary>Length at which the log's segments are sealed: small, so that a short run has many.</summary>
    public const long SegmentBytes = 1 << 16;

    /// <summary>Runs it until it has said <paramref name="lines"/> lines and then <paramref name="spins"/> turns of a loop longer; returns every line that it said.</summary>
    public static async Task<List<string>> RunAndKillAsync(string dataFolder, string workload, int seed, int firstFace, int lines, int spins)
    {
        var start = new ProcessStartInfo("dotnet");
        Array.ForEach(Arguments(dataFolder, workload, seed, firstFace, SegmentBytes), start.ArgumentList.Add);
        using Process process = Start(start, out Task<string> errors);
        var said = new List<string>();
        try
        {
            while (said.Count < lines && await process.StandardOutput.ReadLineAsync() is { } line)
            {
                said.Add(line);
            }

            Assert.False(said.Count < lines, $"The subject ended by itself ({workload}, seed {seed}): {(said.Count < lines ? await errors : string.Empty)}");
            Thread.SpinWait(spins);
        }
        finally
        {
            process.Kill();
        }

        // What it had said before it died is still in the pipe; a line without an end was not said.
        string rest = await process.StandardOutput.ReadToEndAsync();
        said.AddRange(rest.Split('\n').SkipLast(1));
        await process.WaitForExitAsync();
        return said;
    }

    /// <summary>Runs it to its end, with no file of its allowed to grow past <paramref name="mostFileBytes"/>; returns every line that it said.</summary>
    public static async Task<string[]> RunWithFileLimitAsync(string dataFolder, string workload, long segmentBytes, long mostFileBytes)
    {
        // POSIX counts blocks of 512 bytes, and sends a signal where a process does not ignore it. The runtime's own
        // double mapping of code is a file too, and larger.
        const int blockBytes = 512;
        var start = new ProcessStartInfo("sh") { Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" } };
        foreach (string argument in new[] { "-c", $"trap '' XFSZ; ulimit -f {mostFileBytes / blockBytes}; exec dotnet \"$@\"", "sh" })
        {
            start.ArgumentList.Add(argument);
        }

        Array.ForEach(Arguments(dataFolder, workload, seed: 1, firstFace: 1, segmentBytes), start.ArgumentList.Add);
        using Process process = Start(start, out Task<string> errors);
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] Arguments(string dataFolder, string workload, int seed, int firstFace, long segmentBytes) =>
    [
        Path.Combine(AppContext.BaseDirectory, "HyperFace.CrashSubject.dll"),
        dataFolder,
        workload,
        seed.ToString(CultureInfo.InvariantCulture),
        firstFace.ToString(CultureInfo.InvariantCulture),
        segmentBytes.ToString(CultureInfo.InvariantCulture),
    ];

    private static Process Start(ProcessStartInfo start, out Task<string> errors)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        Process process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
        return process;
    }
}
