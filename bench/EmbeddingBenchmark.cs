using System.Diagnostics;
using System.Globalization;
using HyperFace.Bench.Inference;
using HyperFace.Embedding;
using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Bench;

/// <summary>
/// Images a second of a network of IR-50's size, for each way to spread the work over the processors, and of the whole
/// embedder. The ways take turns, round after round, so that other work on the machine hits all alike; the processor
/// time that an image costs is hardly touched by it.
/// </summary>
internal sealed class EmbeddingBenchmark(int rounds, int imagesARun, string folder)
{
    private const int Seed = 50;
    private const int Numbers = 3 * Ir50Model.Side * Ir50Model.Side;

    private readonly float[] _images = Images(32);

    /// <summary>Runs with options of the form <c>--name value</c>: rounds, images (in a round, for each way).</summary>
    public static int Run(string[] arguments)
    {
        var options = new BenchOptions(arguments);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hyperface-bench-");
        try
        {
            new EmbeddingBenchmark(options.Number("rounds", 5), options.Number("images", 16), folder.FullName).Run();
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Run()
    {
        (string path, long parameters) = Ir50Model.Write(folder);
        byte[] model = File.ReadAllBytes(path);
        Console.WriteLine(FormattableString.Invariant($"{parameters:N0} parameters, {model.Length:N0} bytes; {Environment.ProcessorCount} processors; {rounds} rounds of {imagesARun} images"));

        ThreadSetting[] settings = [.. ThreadSetting.For(Environment.ProcessorCount)];
        var sessions = settings.Select(setting => (setting.IntraOp, setting.Spinning)).Distinct().ToDictionary(key => key, key => Open(model, key.IntraOp, key.Spinning));
        CompareBatches(sessions[(1, false)]);

        var costs = settings.ToDictionary(setting => setting, _ => new List<Cost>());
        for (int round = 0; round < rounds; round++)
        {
            foreach (ThreadSetting setting in settings)
            {
                costs[setting].Add(Measure(sessions[(setting.IntraOp, setting.Spinning)], setting));
            }
        }

        Console.WriteLine("\n| threads in a call | calls side by side | spinning | batch | images/s (median) | least | most | CPU ms an image (median) |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (ThreadSetting setting in settings)
        {
            List<double> speed = [.. costs[setting].Select(cost => cost.ImagesPerSecond)];
            double processor = Median([.. costs[setting].Select(cost => cost.ProcessorMilliseconds)]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{setting} {Median(speed):F2} | {speed.Min():F2} | {speed.Max():F2} | {processor:F0} |"));
        }

        foreach (InferenceSession session in sessions.Values)
        {
            session.Dispose();
        }

        MeasureEmbedder(path, model);
    }

    private readonly record struct Cost(double ImagesPerSecond, double ProcessorMilliseconds);

    private static InferenceSession Open(byte[] model, int intraOp, bool spinning)
    {
        using var options = new SessionOptions { IntraOpNumThreads = intraOp, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", spinning ? "1" : "0");
        return new InferenceSession(model, options);
    }

    private static float[] Images(int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count * Numbers).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private float[] Infer(InferenceSession session, int first, int count)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _images.AsMemory(first * Numbers, count * Numbers), [count, 3, Ir50Model.Side, Ir50Model.Side]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, session.InputNames, [input], [session.OutputNames[0]]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private Cost Measure(InferenceSession session, ThreadSetting setting)
    {
        int calls = Math.Max(setting.Callers, imagesARun / setting.Batch);
        int next = 0;
        void Call()
        {
            while (Interlocked.Increment(ref next) <= calls)
            {
                Infer(session, 0, setting.Batch);
            }
        }

        using var process = Process.GetCurrentProcess();
        TimeSpan processor = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        Thread[] callers = [.. Enumerable.Range(0, setting.Callers).Select(_ => new Thread(Call))];
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        int images = calls * setting.Batch;
        return new Cost(images / elapsed.TotalSeconds, (process.TotalProcessorTime - processor).TotalMilliseconds / images);
    }

    /// <summary>How far an embedding moves with the batch that it is in.</summary>
    private void CompareBatches(InferenceSession session)
    {
        float[] alone = [.. Enumerable.Range(0, 16).SelectMany(i => Infer(session, i, 1))];
        float[] together = Infer(session, 0, 16);
        double furthest = alone.Zip(together).Max(pair => Math.Abs(pair.First - pair.Second));
        double least = Enumerable.Range(0, 16).Min(i => Cosine(alone.AsSpan(i * Ir50Model.Dimension, Ir50Model.Dimension), together.AsSpan(i * Ir50Model.Dimension, Ir50Model.Dimension)));
        Console.WriteLine(FormattableString.Invariant($"batch 16 against batch 1: largest difference {furthest:E1} (values up to {alone.Max(Math.Abs):F2}), least cosine {least:F9}"));
    }

    private static double Cosine(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double dot = 0;
        double firstSquares = 0;
        double secondSquares = 0;
        for (int i = 0; i < first.Length; i++)
        {
            dot += (double)first[i] * second[i];
            firstSquares += (double)first[i] * first[i];
            secondSquares += (double)second[i] * second[i];
        }

        return dot / Math.Sqrt(firstSquares * secondSquares);
    }

    /// <summary>The embedder beside the bare session that it is built on.</summary>
    private void MeasureEmbedder(string path, byte[] model)
    {
        long start = Stopwatch.GetTimestamp();
        using FaceEmbedder embedder = FaceEmbedder.Open(path);
        double opened = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using InferenceSession session = Open(model, 1, false);
        byte[][] jpegs = [.. Enumerable.Range(0, imagesARun).Select(seed => TestImage.Jpeg(Ir50Model.Side, Ir50Model.Side, seed, 90))];
        var bare = new List<double>();
        var whole = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            bare.Add(Measure(session, new ThreadSetting(1, Environment.ProcessorCount, false, 1)).ImagesPerSecond);
            start = Stopwatch.GetTimestamp();
            embedder.Embed([.. jpegs.Select(jpeg => embedder.Prepare(jpeg))]);
            whole.Add(jpegs.Length / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Console.WriteLine(FormattableString.Invariant($"\nFaceEmbedder: opened in {opened:F2} s ({embedder.ExecutionProvider}); {Median(whole):F2} images/s from JPEG to template, bare sessions side by side {Median(bare):F2}, ratio {Median(whole) / Median(bare):F2}"));
    }
}
