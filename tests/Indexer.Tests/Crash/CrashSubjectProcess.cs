using System.Diagnostics;
using System.Globalization;

namespace HyperFace.Indexer.Tests.Crash;

/// <summary>A process that works on a gallery, killed with SIGKILL after it has said so many lines.</summary>
internal static class CrashSubjectProcess
{
    /// <summary>Runs it until it has said <paramref name="lines"/> lines and then <paramref name="spins"/> turns of a loop longer; returns every line that it said.</summary>
    public static async Task<List<string>> RunAndKillAsync(string dataFolder, string workload, int seed, int firstFace, int lines, int spins)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "HyperFace.CrashSubject.dll"),
            dataFolder,
            workload,
            seed.ToString(CultureInfo.InvariantCulture),
            firstFace.ToString(CultureInfo.InvariantCulture),
        })
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
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
}
