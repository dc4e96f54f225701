using System.Diagnostics;
using System.Globalization;
using HyperFace.Fuzz.Mutation;
using HyperFace.Fuzz.Targets;

namespace HyperFace.Fuzz.Running;

/// <summary>Watches a child at work on a target: an input that ends it, keeps it too long or makes it too large is a finding, is saved, and is passed over by the next child.</summary>
internal sealed class FuzzParent(string target, int seed)
{
    private const int MostFindings = 100;
    private const int LastLines = 12;
    private const long MemoryCap = 2L << 30;

    /// <summary>
    /// 4 GiB of addresses (the shell counts in KiB), as a container would have them: a graph that asks for more is refused
    /// by the allocator at once, instead of filling what there is. The managed heap's limit keeps it from reserving them all.
    /// </summary>
    private const string LimitAndRun = "ulimit -v 4194304; exec \"$0\" \"$@\"";
    private const string ManagedHeap = "0x20000000";

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private long _peak;
    private int _findings;

    /// <summary>Has so many inputs tried.</summary>
    public FuzzReport Run(long inputs)
    {
        string path = Path.GetTempFileName();
        File.Delete(path);
        long start = Stopwatch.GetTimestamp();
        try
        {
            using var progress = new FuzzProgress(path);
            long next = 0;
            while (!progress.Ended && next < inputs && _findings < MostFindings)
            {
                string? how = Watch(path, progress, next, inputs);
                if (how is not null)
                {
                    Save(progress.Current, how);
                    next = progress.Current + 1;
                }
            }

            return new FuzzReport(target, progress.Ended ? inputs : next, progress.Outcomes, _findings, Stopwatch.GetElapsedTime(start).TotalSeconds, _peak >> 20, seed);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Runs one child; returns what was wrong with its last input, or null when it came to the end.</summary>
    private string? Watch(string path, FuzzProgress progress, long first, long end)
    {
        progress.Current = first;
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = ManagedHeap;
        foreach (object argument in new object[] { "-c", LimitAndRun, Environment.ProcessPath!, "--child", target, path, first, end, seed })
        {
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        }

        using Process child = Process.Start(start)!;
        var lastWords = new Queue<string>();
        child.ErrorDataReceived += (_, line) =>
        {
            // Native libraries talk much; only what a child says last is worth keeping.
            lock (lastWords)
            {
                lastWords.Enqueue(line.Data ?? "");
                while (lastWords.Count > LastLines)
                {
                    lastWords.Dequeue();
                }
            }
        };
        child.BeginErrorReadLine();
        long seen = -1;
        long since = Stopwatch.GetTimestamp();
        while (!child.WaitForExit(Look))
        {
            long memory = Resident(child);
            _peak = Math.Max(_peak, memory);
            if (progress.Current != seen)
            {
                seen = progress.Current;
                since = Stopwatch.GetTimestamp();
            }

            string? how = memory > MemoryCap ? "memory" : Stopwatch.GetElapsedTime(since) > Hang ? "hang" : null;
            if (how is not null)
            {
                child.Kill();
                child.WaitForExit();
                return how;
            }
        }

        child.WaitForExit();
        if (child.ExitCode == 0)
        {
            return null;
        }

        Console.Error.WriteLine(string.Join('\n', lastWords));
        return string.Create(CultureInfo.InvariantCulture, $"crash-{child.ExitCode}");
    }

    private static long Resident(Process child)
    {
        try
        {
            child.Refresh();
            return child.HasExited ? 0 : child.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private void Save(long index, string how)
    {
        _findings++;
        using FuzzTarget maker = FuzzTargets.Create(target)!;
        string path = Path.Combine(Directory.CreateDirectory("fuzz-findings").FullName, string.Create(CultureInfo.InvariantCulture, $"{target}-{seed}-{index}-{how}"));
        File.WriteAllBytes(path, new Mutator(maker, seed).Make(index));
        Console.Error.WriteLine($"{how}: input {index.ToString(CultureInfo.InvariantCulture)} of {target}, saved as {path}");
    }
}
