using System.Diagnostics;

namespace HyperFace.Bench.Peers.Contenders;

/// <summary>Compiles the programs that other projects' indexes live in, and FAISS itself where it does not stand yet.</summary>
internal sealed class Toolchain(string folder)
{
    private static readonly string[] Flags = ["-O3", "-march=native", "-std=c++17"];

    private static string Sources => Path.Combine(AppContext.BaseDirectory, "Peers");

    /// <summary>What was compiled, with version and flags, for the report.</summary>
    public List<string> Compiled { get; } = [];

    /// <summary>The program of hnswlib; null, and a word on the console, when it cannot be had.</summary>
    public string? Hnswlib()
    {
        string version = Output("dpkg-query", "-W", "-f", "${Version}", "libhnswlib-dev");
        return Compile("hnswlib", $"hnswlib {version} (Debian's)", ["-pthread"]);
    }

    /// <summary>The program of FAISS; null, and a word on the console, when it cannot be had.</summary>
    /// <param name="library">Where FAISS is, or will be built to.</param>
    /// <param name="suite">The Debian release whose sources are taken; empty for this system's own.</param>
    public string? Faiss(string library, string suite)
    {
        Console.WriteLine($"FAISS: {library} (built now if it is not there: some minutes)");
        string[] arguments = [Path.Combine(Sources, "build-faiss.sh"), library, .. suite.Length > 0 ? [suite] : Array.Empty<string>()];
        if (Run("bash", arguments) != 0)
        {
            Console.WriteLine("FAISS takes no part: it was not built, see above.");
            return null;
        }

        string version = File.ReadAllText(Path.Combine(library, "version")).Trim();
        return Compile("faiss", $"{version} (built from Debian's source), OpenBLAS {Output("dpkg-query", "-W", "-f", "${Version}", "libopenblas0")}", ["-fopenmp", "-I", Path.Combine(library, "include")], [Path.Combine(library, "lib", "libfaiss.a"), "-lopenblas"]);
    }

    private string? Compile(string name, string description, string[] options, params string[] libraries)
    {
        string program = Path.Combine(folder, name);
        if (Run("g++", [.. Flags, .. options, Path.Combine(Sources, $"{name}.cpp"), .. libraries, "-o", program]) != 0)
        {
            Console.WriteLine($"{name} takes no part: it does not compile. Debian's g++, libhnswlib-dev and libopenblas-dev are needed.");
            return null;
        }

        Compiled.Add($"{description}; its program with {Output("g++", "--version").Split('\n')[0]} {string.Join(' ', Flags)}");
        return program;
    }

    private static int Run(string program, string[] arguments)
    {
        try
        {
            using Process process = Process.Start(program, arguments);
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception absent)
        {
            Console.WriteLine($"{program}: {absent.Message}");
            return -1;
        }
    }

    private static string Output(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : "of unknown version";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "of unknown version";
        }
    }
}
