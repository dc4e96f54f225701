using System.Diagnostics;
using System.Globalization;
using HyperFace.Bench.Peers.Exact;
using HyperFace.Bench.Peers.Measuring;

namespace HyperFace.Bench.Peers.Contenders;

/// <summary>Another project's index in a process of its own, spoken to line by line as worker.h tells.</summary>
internal sealed class WorkerContender : IContender
{
    private readonly Process _process;

    /// <summary>Opens what <see cref="WorkerBuild"/> left.</summary>
    public WorkerContender(WorkerBuild build, VectorFile probes, IReadOnlyList<int> widths, IReadOnlyList<int> reranks)
    {
        Name = build.Name;
        Widths = widths;
        Reranks = reranks;
        _process = Process.Start(new ProcessStartInfo(build.Program, ["serve", probes.Path, $"{probes.Dimension}", build.File, build.Kind])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string[] opened = ReadLine();
        Footprint = new Footprint(build.Seconds, build.WasBuiltEarlier, Number(opened[1]), new FileInfo(build.File).Length, (long)Number(opened[2]));
    }

    public string Name { get; }

    public IReadOnlyList<int> Widths { get; }

    public IReadOnlyList<int> Reranks { get; }

    public float Threshold => float.NegativeInfinity;

    public bool IsSweep => false;

    public Footprint Footprint { get; }

    public PeerRun Run(OperatingPoint point, int each, int first, int count, int threads)
    {
        _process.StandardInput.WriteLine($"search {point.Width} {point.Rerank} {each} {first} {count} {threads}");
        _process.StandardInput.Flush();
        string[] answer = ReadLine();
        return new PeerRun(Number(answer[0]), Number(answer[1]), Number(answer[2]), each, [.. answer[3..].Select(id => long.Parse(id, CultureInfo.InvariantCulture))]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private string[] ReadLine() => (_process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} ended.")).Split(' ');

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
