using HyperFace.Embedding;
using HyperFace.Synthesis;
using HyperFace.Training.People;

namespace HyperFace.Training.Judging;

/// <summary>
/// Judges models on synthetic people of populations that nobody trains on: verification, and open-set identification with
/// thresholds from people who are not those judged on.
/// </summary>
/// <param name="Range">How far pictures of one person go apart.</param>
/// <param name="Enrolled">Sizes of galleries.</param>
/// <param name="Probes">Mated probes of each gallery, and as many non-mated ones.</param>
/// <param name="Pairs">Pairs for verification; half are mated.</param>
internal sealed record Judge(VariationRange Range, int[] Enrolled, int Probes, int Pairs)
{
    private const string Calibration = "training-calibrate";
    private const string Judged = "training-judge";
    private const string Verified = "training-verify";

    private static readonly double[] Targets = [0.01, 0.003];

    /// <summary>Judges models side by side, on the same pictures.</summary>
    /// <param name="models">The models with their manifests' paths.</param>
    /// <param name="log">Takes lines of progress.</param>
    public Judgement[] Run(IReadOnlyList<(string Path, FaceEmbedder Embedder)> models, Action<string> log)
    {
        FaceEmbedder[] embedders = [.. models.Select(model => model.Embedder)];
        TenFold[] verification = Verify(embedders, log);
        Dictionary<(int, double), float>[] thresholds = Thresholds(embedders, Enrolled, Probes, log);
        Trial[][] trials = Identify(embedders, thresholds, log);
        return
        [
            .. models.Select((model, i) => new Judgement(
                model.Embedder.Manifest.Name, Path.GetFileName(model.Path), verification[i].Mean, verification[i].Deviation, trials[i])),
        ];
    }

    /// <summary>The threshold of a model at an FPIR, from the people that thresholds are chosen on.</summary>
    public float Threshold(FaceEmbedder embedder, double fpir, Action<string> log) => Thresholds([embedder], Enrolled, Probes, log)[0][(Enrolled[0], fpir)];

    private TenFold[] Verify(FaceEmbedder[] embedders, Action<string> log)
    {
        int subjects = Pairs / 2;
        log($"Verification: {Pairs:N0} pairs of {subjects:N0} people.");
        float[][][] embeddings = Embeddings.Of(embedders, PortraitsOf(Verified), [.. Enumerable.Range(0, 2 * subjects).Select(i => (i / 2, i % 2))]);
        bool[] mated = [.. Enumerable.Range(0, 2 * subjects).Select(pair => pair % 2 == 0)];
        return
        [
            .. embeddings.Select(rows => TenFold.Of(
                [
                    .. Enumerable.Range(0, subjects).SelectMany(subject => new[]
                    {
                        GallerySearch.Cosine(rows[2 * subject], rows[(2 * subject) + 1]),
                        GallerySearch.Cosine(rows[2 * subject], rows[(2 * ((subject + 1) % subjects)) + 1]),
                    }),
                ],
                mated)),
        ];
    }

    private Dictionary<(int, double), float>[] Thresholds(FaceEmbedder[] embedders, int[] enrolled, int probes, Action<string> log)
    {
        int most = enrolled.Max();
        log($"Thresholds: {most:N0} people enrolled, {probes:N0} non-mated probes.");
        float[][][] embeddings = Embeddings.Of(embedders, PortraitsOf(Calibration), [.. Enumerable.Range(0, most + probes).Select(subject => (subject, 0))]);
        return
        [
            .. embeddings.Select(rows => enrolled
                .Select(count => (count, NonMated: GallerySearch.NonMated(rows[..count], rows[most..])))
                .SelectMany(trial => Targets.Select(target => (Key: (trial.count, target), Threshold: OpenSetScores.ThresholdAt(trial.NonMated, target))))
                .ToDictionary(entry => entry.Key, entry => entry.Threshold)),
        ];
    }

    private Trial[][] Identify(FaceEmbedder[] embedders, Dictionary<(int, double), float>[] thresholds, Action<string> log)
    {
        int most = Enrolled.Max();
        log($"Identification: {most:N0} people enrolled, {Probes:N0} mated and {Probes:N0} non-mated probes.");
        Portraits portraits = PortraitsOf(Judged);
        float[][][] galleries = Embeddings.Of(embedders, portraits, [.. Enumerable.Range(0, most + Probes).Select(subject => (subject, 0))]);
        Trial[][] trials = [.. embedders.Select(_ => new Trial[Enrolled.Length])];
        for (int size = 0; size < Enrolled.Length; size++)
        {
            int enrolled = Enrolled[size];
            float[][][] mates = Embeddings.Of(embedders, portraits, [.. Enumerable.Range(0, Probes).Select(probe => (probe % enrolled, 1 + (probe / enrolled)))]);
            for (int model = 0; model < embedders.Length; model++)
            {
                trials[model][size] = Identify(enrolled, galleries[model][..enrolled], mates[model], galleries[model][most..], thresholds[model]);
            }
        }

        return trials;
    }

    private Trial Identify(int enrolled, float[][] gallery, float[][] mated, float[][] nonMated, Dictionary<(int, double), float> thresholds)
    {
        (float[] mates, float[] others) = GallerySearch.Mated(gallery, mated, [.. Enumerable.Range(0, Probes).Select(probe => probe % enrolled)]);
        var scores = new OpenSetScores(mates, others, GallerySearch.NonMated(gallery, nonMated));
        return new Trial(enrolled, Probes, scores.RankOne,
        [
            .. Targets.Select(target => (Target: target, Threshold: thresholds[(enrolled, target)]))
                .Select(point => new OperatingPoint(point.Target, point.Threshold, scores.Fpir(point.Threshold), scores.Fnir(point.Threshold))),
        ]);
    }

    private Portraits PortraitsOf(string population) => new(new SeededPeople(population), Range);
}
