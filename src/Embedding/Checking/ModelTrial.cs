using HyperFace.Embedding.Inference;

namespace HyperFace.Embedding.Checking;

/// <summary>The steps of a model check. Where templates cannot be had at all, the steps that need them are left out.</summary>
internal sealed class ModelTrial
{
    /// <summary>Faces that are run again alone and in a batch.</summary>
    private const int Sample = 8;

    /// <summary>How far a value of a template may move with the batch that it is in: an order above what was seen of a network of 50 layers, two below what moves a similarity by a thousandth.</summary>
    private const double BatchTolerance = 1e-4;

    /// <summary>How far a norm may be, relative to itself, from the length that it stands for.</summary>
    private const double NormTolerance = 1e-3;

    private readonly FaceEmbedder _embedder;
    private readonly CheckFaces _faces;
    private readonly AlignedFace[] _sample;
    private readonly CancellationToken _cancellation;

    private ModelTrial(FaceEmbedder embedder, CheckFaces faces, CancellationToken cancellation)
    {
        _embedder = embedder;
        _faces = faces;
        _sample = [.. Enumerable.Range(0, Math.Min(Sample, faces.Faces.Length)).Select(i => faces.Faces[i * faces.Faces.Length / Math.Min(Sample, faces.Faces.Length)])];
        _cancellation = cancellation;
    }

    public static IReadOnlyList<ModelFinding> Run(string path, CheckFaces faces, FaceEmbedderOptions? options, CancellationToken cancellation)
    {
        FaceEmbedder embedder;
        try
        {
            embedder = FaceEmbedder.Open(path, options);
        }
        catch (ModelException exception)
        {
            return [new ModelFinding("manifest", ModelFindingOutcome.Failed, exception.Message)];
        }

        using (embedder)
        {
            return [.. new ModelTrial(embedder, faces, cancellation).Findings()];
        }
    }

    private IEnumerable<ModelFinding> Findings()
    {
        ModelManifest manifest = _embedder.Manifest;
        yield return Passed("manifest", $"SHA-256, the input '{manifest.Input}' of {manifest.Width} x {manifest.Height} pixels and the output '{manifest.Output}' of {manifest.Dimension} values are as the manifest says");
        (IReadOnlyList<FaceTemplate> templates, ModelFinding finite) = Embed();
        yield return finite;
        if (finite.Outcome == ModelFindingOutcome.Failed)
        {
            yield break;
        }

        FaceTemplate[] alone = [.. _sample.Select(Alone)];
        yield return Deterministic(alone);
        yield return InBatch(alone);
        yield return Norm();
        Discrimination discrimination = Discrimination.Of(templates, _faces.Subjects);
        yield return DiscriminationJudgement.Discriminating(discrimination, manifest);
        yield return OtherOrder(discrimination);
    }

    private (IReadOnlyList<FaceTemplate> Templates, ModelFinding Finding) Embed()
    {
        try
        {
            IReadOnlyList<FaceTemplate> templates = [.. _faces.Faces.Chunk(Sample).SelectMany(Together)];
            return (templates, Passed("finite", FormattableString.Invariant($"{templates.Count} faces gave templates; norms from {templates.Min(template => template.Norm):0.###} to {templates.Max(template => template.Norm):0.###}")));
        }
        catch (ModelException exception)
        {
            return ([], new ModelFinding("finite", ModelFindingOutcome.Failed, exception.Message));
        }
    }

    private ModelFinding Deterministic(FaceTemplate[] first)
    {
        double furthest = Furthest(first, [.. _sample.Select(Alone)]);
        return furthest == 0
            ? Passed("deterministic", $"{first.Length} faces gave the same bits twice")
            : Finding("deterministic", furthest <= BatchTolerance, ModelFindingOutcome.Suspicious, $"the same face gives templates that differ by up to {furthest:E1}; run it on one thread of a processor to see whether the model or the device does that");
    }

    private ModelFinding InBatch(FaceTemplate[] alone)
    {
        int batch = Math.Min(_sample.Length, _embedder.Session.MaxBatch);
        if (batch == 1)
        {
            return Passed("batch", "the model runs one face at a time");
        }

        var together = new FaceTemplate[alone.Length];
        for (int first = 0; first < together.Length; first += batch)
        {
            int offset = first;
            _embedder.Session.Run(
                _sample.AsSpan(first, Math.Min(batch, _sample.Length - first)),
                (i, embedding, norm) => together[offset + i] = UnitTemplate.Of(embedding, norm, _embedder.Fingerprint));
        }

        double furthest = Furthest(alone, together);
        return furthest <= BatchTolerance
            ? Passed("batch", FormattableString.Invariant($"templates of a batch of {batch} differ from those of single faces by {furthest:E1} at most; {BatchTolerance:E0} is allowed"))
            : new ModelFinding("batch", ModelFindingOutcome.Failed, FormattableString.Invariant($"templates of a batch of {batch} differ from those of single faces by up to {furthest:E1}; {BatchTolerance:E0} is allowed. The graph mixes the faces of a batch, or was exported in training mode"));
    }

    private ModelFinding Norm()
    {
        if (_embedder.Manifest.NormOutput is not { } output)
        {
            return Passed("norm", "the graph gives no norm: it is the length of the embedding");
        }

        double furthest = 0;
        for (int i = 0; i < _sample.Length; i++)
        {
            _embedder.Session.RunOnce(_sample.AsSpan(i, 1), mirrored: false, (_, embedding, norm) =>
            {
                double length = UnitTemplate.LengthOf(embedding, norm);
                furthest = Math.Max(furthest, Math.Min(Math.Abs(length - 1), Math.Abs(length - norm!.Value) / norm.Value));
            });
        }

        return Finding(
            "norm",
            furthest <= NormTolerance,
            ModelFindingOutcome.Suspicious,
            furthest <= NormTolerance
                ? $"the embeddings are of unit length, or as long as '{output}' says"
                : FormattableString.Invariant($"the embeddings are neither of unit length nor as long as '{output}' says (off by {furthest:E1}): is it the norm?"));
    }

    private ModelFinding OtherOrder(Discrimination discrimination)
    {
        IReadOnlyList<FaceTemplate> templates;
        try
        {
            templates = [.. _faces.WithChannelsReversed().Chunk(Sample).SelectMany(Together)];
        }
        catch (ModelException exception)
        {
            return Passed("channelOrder", $"with the colours in the other order the model gives no templates: {exception.Message}");
        }

        return DiscriminationJudgement.ChannelOrder(discrimination, Discrimination.Of(templates, _faces.Subjects), _embedder.Manifest.ChannelOrder);
    }

    private IReadOnlyList<FaceTemplate> Together(AlignedFace[] faces)
    {
        _cancellation.ThrowIfCancellationRequested();
        return _embedder.Embed(faces);
    }

    private FaceTemplate Alone(AlignedFace face) => Together([face])[0];

    private static double Furthest(FaceTemplate[] first, FaceTemplate[] second) =>
        first.Zip(second).Max(pair => pair.First.Vector.ToArray().Zip(pair.Second.Vector.ToArray()).Max(values => Math.Abs((double)values.First - values.Second)));

    private static ModelFinding Passed(string name, string words) => new(name, ModelFindingOutcome.Passed, words + ".");

    private static ModelFinding Finding(string name, bool good, ModelFindingOutcome otherwise, string words) =>
        new(name, good ? ModelFindingOutcome.Passed : otherwise, words + ".");
}
