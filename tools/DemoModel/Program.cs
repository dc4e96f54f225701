using System.Diagnostics;
using HyperFace.DemoModel.Fitting;
using HyperFace.DemoModel.Graphs;
using HyperFace.DemoModel.Judging;
using HyperFace.DemoModel.Pictures;
using HyperFace.Embedding;

namespace HyperFace.DemoModel;

/// <summary>
/// Fits the small model that the demo uses and judges it. Three populations that share nobody: one to fit the projection,
/// one to choose the threshold, one to judge. The demo shows a fourth.
/// </summary>
internal static class Program
{
    private const string ModelName = "hyperface-demo";
    private const int FitSubjects = 1500;
    private const int FitImages = 8;
    private const int Dimension = 64;
    private const double Shrinkage = 0.02;
    private const int GallerySubjects = 1000;
    private const int GalleryImages = 3;
    private const int CalibrationProbes = 4000;
    private const double TargetFpir = 0.005;

    private static int Main(string[] arguments)
    {
        string folder = arguments.Length > 0 ? arguments[0] : Path.Combine("data", "models");
        string scratch = Directory.CreateTempSubdirectory("hyperface-model-").FullName;
        try
        {
            Projection projection = Fit(scratch);
            byte[] model = EmbeddingGraph.Of(projection);
            float threshold = Calibrate(ModelFiles.Write(scratch, ModelName, model, EmbeddingGraph.Output, Dimension, threshold: null));
            string manifest = ModelFiles.Write(folder, ModelName, model, EmbeddingGraph.Output, Dimension, threshold);
            Console.WriteLine($"Wrote {manifest} and its model, {model.Length:N0} bytes.");
            Judge(manifest, threshold);
            return 0;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static Projection Fit(string scratch)
    {
        long started = Stopwatch.GetTimestamp();
        using FaceEmbedder features = FaceEmbedder.Open(ModelFiles.Write(scratch, "features", EmbeddingGraph.OfFeatures(), FaceFeatures.Output, FaceFeatures.Count, threshold: null));
        Matrix rows = new PictureSet(new SyntheticPictures("demo-model-fit"), 0, FitSubjects, 0, FitImages).Embed(features);
        Console.WriteLine($"Drew {rows.Rows:N0} pictures of {FitSubjects:N0} people: {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s.");
        started = Stopwatch.GetTimestamp();
        Projection projection = Fisherfaces.Fit(rows, FitImages, Dimension, Shrinkage);
        Console.WriteLine($"Fitted {Dimension} directions to {FaceFeatures.Count:N0} features: {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s.");
        return projection;
    }

    private static float Calibrate(string manifest)
    {
        using FaceEmbedder embedder = FaceEmbedder.Open(manifest);
        OpenSetTrial trial = OpenSetTrial.Run(embedder, "demo-model-calibrate", GallerySubjects, GalleryImages, GallerySubjects, CalibrationProbes);
        float threshold = MathF.Round(trial.ThresholdAt(TargetFpir), 3);
        Console.WriteLine($"Threshold {threshold:F3}: on {GallerySubjects:N0} people with {GalleryImages} pictures each, FPIR {trial.Fpir(threshold):P2} of {CalibrationProbes:N0} non-mated probes, FNIR {trial.Fnir(threshold):P2}, rank-1 {trial.RankOne:P2}.");
        return threshold;
    }

    private static void Judge(string manifest, float threshold)
    {
        using FaceEmbedder embedder = FaceEmbedder.Open(manifest);
        OpenSetTrial trial = OpenSetTrial.Run(embedder, "demo-model-judge", GallerySubjects, GalleryImages, GallerySubjects, GallerySubjects);
        Console.WriteLine($"Held-out people: rank-1 {trial.RankOne:P2}, FPIR {trial.Fpir(threshold):P2}, FNIR {trial.Fnir(threshold):P2} at threshold {threshold:F3}.");
    }
}
