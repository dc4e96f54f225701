using System.Diagnostics;
using System.Globalization;

namespace HyperFace.Bench.ImageLibraries;

/// <summary>Runs a library in child processes over files; where a child dies or hangs, the file is noted and the next child goes on behind it.</summary>
internal sealed class LibraryProcess(string folder, string model, string warmUp)
{
    /// <summary>Processor time for one file: on a busy machine the wall clock says nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    public List<DecodingResult> Decode(string library, IReadOnlyList<string> files, int rounds)
    {
        var results = new List<DecodingResult>();
        while (results.Count < files.Count)
        {
            string list = Path.Combine(folder, "list.txt");
            File.WriteAllLines(list, files.Skip(results.Count));
            string? end = RunChild(library, list, rounds, results);
            if (end is not null && results.Count < files.Count)
            {
                results.Add(new DecodingResult(end, double.NaN, double.NaN, double.NaN, files[results.Count]));
            }
        }

        return results;
    }

    private string? RunChild(string library, string list, int rounds, List<DecodingResult> results)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in new[] { "images", "--child", library, list, rounds.ToString(CultureInfo.InvariantCulture), model, warmUp })
        {
            start.ArgumentList.Add(argument);
        }

        using Process child = Process.Start(start)!;
        child.ErrorDataReceived += (_, _) => { };
        child.BeginErrorReadLine();
        while (true)
        {
            Task<string?> line = child.StandardOutput.ReadLineAsync();
            TimeSpan before = child.HasExited ? TimeSpan.Zero : child.TotalProcessorTime;
            while (!line.Wait(Glance))
            {
                child.Refresh();
                if (!child.HasExited && child.TotalProcessorTime - before > Patience)
                {
                    child.Kill();
                    child.WaitForExit();
                    return "hung";
                }
            }

            if (line.Result is not { } text)
            {
                child.WaitForExit();
                return child.ExitCode == 0 ? null : $"crashed ({child.ExitCode})";
            }

            string[] parts = text.Split('\t');
            results.Add(new DecodingResult(parts[0], Number(parts[1]), Number(parts[2]), Number(parts[3]), parts[4]));
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
