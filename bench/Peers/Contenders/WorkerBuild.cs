using System.Diagnostics;
using System.Globalization;
using HyperFace.Bench.Peers.Exact;

namespace HyperFace.Bench.Peers.Contenders;

/// <summary>An index file of another project, built by its program unless it stands in the folder already.</summary>
internal sealed class WorkerBuild
{
    public WorkerBuild(string name, string program, string kind, VectorFile templates, int threads, string folder)
    {
        Name = name;
        Program = program;
        Kind = kind;
        string safe = string.Concat(kind.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
        File = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(templates.Path)}-{Path.GetFileName(program)}-{safe}-{threads}t.index");
        string note = File + ".seconds";
        WasBuiltEarlier = System.IO.File.Exists(note);
        if (!WasBuiltEarlier)
        {
            System.IO.File.WriteAllText(note + ".tmp", Build(templates, threads));
            System.IO.File.Move(note + ".tmp", note);
        }

        Seconds = double.Parse(System.IO.File.ReadAllText(note), CultureInfo.InvariantCulture);
    }

    public string Name { get; }

    public string Program { get; }

    public string Kind { get; }

    public string File { get; }

    public double Seconds { get; }

    public bool WasBuiltEarlier { get; }

    private string Build(VectorFile templates, int threads)
    {
        var start = new ProcessStartInfo(Program, ["build", templates.Path, $"{templates.Count}", $"{templates.Dimension}", $"{threads}", File, Kind]) { RedirectStandardOutput = true };

        // OpenMP's threads would spin while they wait, and a build beside any other work take twenty times as long.
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        using Process process = Process.Start(start)!;
        string[] built = process.StandardOutput.ReadToEnd().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0 && built is [.., "built", var seconds] ? seconds : throw new InvalidOperationException($"{Name} was not built; its program left with {process.ExitCode}.");
    }
}
