using System.Globalization;
using System.Security.Cryptography;
using HyperFace.Bench.ImageLibraries;
using HyperFace.OnnxGraphs;

namespace HyperFace.Bench;

/// <summary>
/// SkiaSharp and NetVips from a file's bytes to a face model's input: time and memory of large files, and what becomes of
/// damaged and hostile ones. Each library runs in processes of its own.
/// </summary>
internal sealed class ImageLibraryBenchmark
{
    private readonly ImageCorpus _corpus;
    private readonly LibraryProcess _process;

    private ImageLibraryBenchmark(string folder)
    {
        _corpus = new ImageCorpus(folder);
        _process = new LibraryProcess(folder, WriteModel(folder), _corpus.WarmUp());
    }

    /// <summary>Runs, without options; with <c>--child</c> as one of its own child processes.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is ["--child", var library, var list, var rounds, var model, var warmUp])
        {
            return LibraryRun.Run(library, list, int.Parse(rounds, CultureInfo.InvariantCulture), model, warmUp);
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("hyperface-bench-");
        try
        {
            var benchmark = new ImageLibraryBenchmark(folder.FullName);
            benchmark.DecodeWhole();
            benchmark.DecodeDamaged();
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void DecodeWhole()
    {
        Console.WriteLine("| file | library | ms (median) | processor ms | peak MiB above idle |\n| --- | --- | --- | --- | --- |");
        foreach ((string name, string path, int rounds) in _corpus.Whole())
        {
            foreach (string library in LibraryRun.Names)
            {
                DecodingResult result = _process.Decode(library, [path], rounds)[0];
                string outcome = result.Outcome == "image" ? "" : $" **{result.Outcome}: {result.Detail}**";
                Console.WriteLine(FormattableString.Invariant($"| {name}, {new FileInfo(path).Length / 1024.0:F0} KiB | {library}{outcome} | {result.Milliseconds:F2} | {result.ProcessorMilliseconds:F2} | {result.PeakMebibytes:F1} |"));
            }
        }
    }

    private void DecodeDamaged()
    {
        Console.WriteLine("\n| kind | files | library | refused | image given | crashed | hung | longest ms | most MiB |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach ((string kind, List<string> paths) in _corpus.Damaged())
        {
            // What becomes of a file does not depend on the number of threads.
            foreach (string library in LibraryRun.Names.SkipLast(1))
            {
                List<DecodingResult> results = _process.Decode(library, paths, rounds: 1);
                int Count(string outcome) => results.Count(result => result.Outcome.StartsWith(outcome, StringComparison.Ordinal));
                Console.WriteLine(FormattableString.Invariant(
                    $"| {kind} | {results.Count} | {library} | {Count("refused")} | {Count("image")} | {Count("crashed")} | {Count("hung")} | {results.Max(result => result.Milliseconds):F0} | {results.Max(result => result.PeakMebibytes):F0} |"));
            }
        }
    }

    /// <summary>The smallest model that takes 112 x 112: only its preparation of images is wanted.</summary>
    private static string WriteModel(string folder)
    {
        var graph = new OnnxGraph("means");
        graph.AddInput("image", ["batch", 3, LibraryRun.Side, LibraryRun.Side]);
        graph.AddNode("ReduceMean", ["image"], ["embedding"], OnnxArgument.Wholes("axes", 2, 3), OnnxArgument.Whole("keepdims", 0));
        graph.AddOutput("embedding", ["batch", 3]);
        byte[] model = graph.ToModel(new OnnxProducer("HyperFace.Bench", "1"));
        File.WriteAllBytes(Path.Combine(folder, "means.onnx"), model);
        string manifest = Path.Combine(folder, "means.json");
        File.WriteAllText(manifest, $$"""
            {
              "name": "Means", "file": "means.onnx", "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(model))}}",
              "input": "image", "width": {{LibraryRun.Side}}, "height": {{LibraryRun.Side}}, "channelOrder": "rgb",
              "mean": [127.5, 127.5, 127.5], "scale": [1, 1, 1], "output": "embedding", "dimension": 3, "alignment": "none"
            }
            """);
        return manifest;
    }
}
