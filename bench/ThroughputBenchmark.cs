using System.Diagnostics;
using System.Globalization;
using HyperFace.Bench.Inference;
using HyperFace.Embedding;

namespace HyperFace.Bench;

/// <summary>
/// A folder of crops through the whole embedder (read, decode, infer, normalise) beside the bare sessions that it is
/// built on, in turns, so that other work on the machine hits both alike; and what decoding costs.
/// </summary>
internal sealed class ThroughputBenchmark(int rounds, int images, string folder)
{
    private const int LargeWidth = 4000;
    private const int LargeHeight = 3000;
    private const int LargeRepeats = 15;
    private const int CropRepeats = 300;

    /// <summary>Runs with options of the form <c>--name value</c>: rounds, images (in a round, each way).</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = new BenchOptions(arguments);
        options.RefuseAllBut("rounds", "images");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hyperface-bench-");
        try
        {
            await new ThroughputBenchmark(options.Number("rounds", 5), options.Number("images", 64), folder.FullName).RunAsync();
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync()
    {
        (string model, long parameters) = Ir50Model.Write(folder);
        string[] files = [.. Enumerable.Range(0, images).Select(WriteCrop)];
        using FaceEmbedder embedder = FaceEmbedder.Open(model);
        long start = Stopwatch.GetTimestamp();
        InferencePlan plan = embedder.ChoosePlan();
        Console.WriteLine(FormattableString.Invariant($"{parameters:N0} parameters; {Environment.ProcessorCount} processors; {rounds} rounds of {images} images; plan chosen in {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s"));
        Console.WriteLine("\n| measured for the plan | calls | threads | batch | images/s |\n| --- | --- | --- | --- | --- |");
        foreach (InferencePlan measured in embedder.MeasuredPlans)
        {
            Console.WriteLine(FormattableString.Invariant($"| {(measured == plan ? "**chosen**" : "")} | {measured.Calls} | {measured.Threads} | {measured.BatchSize} | {measured.FacesPerSecond:F2} |"));
        }

        using var bare = new BareSession(model, plan.Threads, plan.BatchSize);
        var rates = new List<(double Bare, double Folder)>();
        await FolderRateAsync(embedder, files);
        for (int round = 0; round < rounds; round++)
        {
            double before = bare.Rate(images, plan.Calls, plan.BatchSize);
            rates.Add((before, await FolderRateAsync(embedder, files)));
        }

        Console.WriteLine("\n| | images/s (median) | least | most |\n| --- | --- | --- | --- |");
        Print("bare session.Run", [.. rates.Select(rate => rate.Bare)]);
        Print("folder to templates", [.. rates.Select(rate => rate.Folder)]);
        Print("ratio, round by round", [.. rates.Select(rate => rate.Folder / rate.Bare)]);
        Console.WriteLine("\n| decode and cut | ms (median) | least |\n| --- | --- | --- |");
        Decode(embedder, $"JPEG {LargeWidth} x {LargeHeight}", TestImage.Jpeg(LargeWidth, LargeHeight, 1, 90), LargeRepeats);
        Decode(embedder, $"JPEG {Ir50Model.Side} x {Ir50Model.Side}", File.ReadAllBytes(files[0]), CropRepeats);
    }

    private static async Task<double> FolderRateAsync(FaceEmbedder embedder, string[] files)
    {
        long start = Stopwatch.GetTimestamp();
        int done = 0;
        await foreach (FaceOutcome<FaceImage> outcome in embedder.EmbedImagesAsync(files.Select(FaceImage.FromFile).ToAsyncEnumerable()))
        {
            done += outcome.Template is null ? throw new InvalidOperationException($"'{outcome.Item.Name}' failed.", outcome.Fault) : 1;
        }

        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Decode(FaceEmbedder embedder, string name, byte[] image, int repeats)
    {
        var milliseconds = new List<double>();
        for (int i = 0; i < repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            embedder.Prepare(image);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine(FormattableString.Invariant($"| {name}, {image.Length / 1024.0:F0} KiB | {Median(milliseconds):F2} | {milliseconds.Min():F2} |"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(string what, List<double> values) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {Median(values):F3} | {values.Min():F3} | {values.Max():F3} |"));

    private string WriteCrop(int seed)
    {
        string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{seed:D4}.jpg"));
        File.WriteAllBytes(path, TestImage.Jpeg(Ir50Model.Side, Ir50Model.Side, seed, 90));
        return path;
    }
}
