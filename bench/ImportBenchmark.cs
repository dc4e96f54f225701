using System.Diagnostics;
using HyperFace.Bench.ImageLibraries;
using HyperFace.Embedding;
using HyperFace.Embedding.Networks;
using HyperFace.Embedding.Tests.Checkpoints;

namespace HyperFace.Bench;

/// <summary>
/// A checkpoint of full size, as PyTorch Lightning leaves it behind (the network, a head of 10,000 classes, the
/// optimiser's momentum), written with seeded noise and imported: time and memory.
/// </summary>
internal static class ImportBenchmark
{
    private const int Seed = 50;
    private const int Classes = 10_000;

    /// <summary>Runs with options of the form <c>--name value</c>: network, rounds, folder, keep.</summary>
    public static int Run(string[] arguments)
    {
        var options = new BenchOptions(arguments);
        options.RefuseAllBut("network", "rounds", "folder", "keep");
        string folder = options.Text("folder", Directory.CreateTempSubdirectory("hyperface-bench-").FullName);
        Directory.CreateDirectory(folder);
        string name = options.Text("network", "ir_50");
        string checkpoint = Path.Combine(folder, $"{name}.ckpt");
        string onnx = Path.Combine(folder, $"{name}.onnx");
        try
        {
            Write(name, checkpoint);
            for (int round = 0; round < options.Number("rounds", 3); round++)
            {
                Import(checkpoint, onnx);
            }
        }
        finally
        {
            if (!options.Has("keep"))
            {
                File.Delete(checkpoint);
                File.Delete(onnx);
                File.Delete(Path.ChangeExtension(onnx, ".json"));
            }
        }

        return 0;
    }

    private static void Write(string name, string path)
    {
        long start = Stopwatch.GetTimestamp();
        var architecture = IrArchitecture.Of(name);
        var writer = new CheckpointWriter { Momentum = true };
        using FileStream stream = File.Create(path);
        writer.Add(architecture, new NoiseWeights(architecture, Seed)).AddHead(architecture.Dimension, Classes).Write(stream);
        Console.WriteLine(FormattableString.Invariant($"{name}: {IrTensorList.Of(architecture).Count()} tensors, {architecture.Parameters:N0} parameters; a checkpoint of {stream.Length:N0} bytes written in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s: {path}"));
    }

    private static void Import(string checkpoint, string onnx)
    {
        var memory = new PeakMemory();
        ImportedModel model = CheckpointImport.Run(checkpoint, onnx, new CheckpointImportOptions { Overwrite = true });
        Console.WriteLine(FormattableString.Invariant(
            $"imported: {model.Architecture}, {model.Parameters:N0} parameters, {model.OnnxBytes:N0} bytes; {model.Reading.TotalSeconds:F2} s to read, {model.Writing.TotalSeconds:F2} s to write; memory grew by {memory.Grown:F0} MiB at most"));
    }
}
