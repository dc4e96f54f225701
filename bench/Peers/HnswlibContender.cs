using System.Diagnostics;
using System.Globalization;

namespace HyperFace.Bench.Peers;

/// <summary>hnswlib in a process of its own, spoken to line by line.</summary>
internal sealed class HnswlibContender : IContender, IDisposable
{
    private readonly Process _process;

    public HnswlibContender(string program, string data, int templates, int dimension, int m, int efConstruction, int threads)
    {
        Name = $"hnswlib, M {m}, efConstruction {efConstruction}";
        _process = Process.Start(new ProcessStartInfo(program, [data, $"{templates}", $"{dimension}", $"{m}", $"{efConstruction}", $"{threads}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        string[] built = ReadLine();
        BuildSeconds = Number(built[1]);
        BytesByTemplate = Number(built[2]) / templates;
    }

    public string Name { get; }

    public int Width { get; set; } = 10;

    public double BuildSeconds { get; }

    public double BytesByTemplate { get; }

    public PeerRun Run(int first, int count)
    {
        _process.StandardInput.WriteLine($"search {Width} 1 {first} {count}");
        _process.StandardInput.Flush();
        string[] answer = ReadLine();
        return new PeerRun(Number(answer[0]), Number(answer[1]), Number(answer[2]), [.. answer[3..].Select(id => long.Parse(id, CultureInfo.InvariantCulture))]);
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
