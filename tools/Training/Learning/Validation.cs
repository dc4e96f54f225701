using HyperFace.Training.Judging;
using HyperFace.Training.Networks;
using HyperFace.Training.People;
using TorchSharp;
using static TorchSharp.torch;

namespace HyperFace.Training.Learning;

/// <summary>Watches a network in training on a few people whom it does not learn from.</summary>
internal sealed class Validation
{
    private const int Together = 50;
    private const int Values = 3 * Recipe.Side * Recipe.Side;

    private readonly PictureStore _pictures;
    private readonly List<ValidationPoint> _points = [];

    /// <summary>Takes the people.</summary>
    /// <param name="pictures">Two pictures of each.</param>
    public Validation(PictureStore pictures) => _pictures = pictures;

    /// <summary>What was seen so far.</summary>
    public IReadOnlyList<ValidationPoint> Points => _points;

    /// <summary>Takes up what was seen before a run was stopped.</summary>
    public void Resume(IEnumerable<ValidationPoint> points) => _points.AddRange(points);

    /// <summary>Judges the network as it stands.</summary>
    public ValidationPoint Run(IrNetwork network, int step)
    {
        float[][] embeddings = Embed(network);
        int subjects = embeddings.Length / _pictures.Images;
        float[][] gallery = [.. Enumerable.Range(0, subjects).Select(subject => embeddings[subject * _pictures.Images])];
        float[][] probes = [.. Enumerable.Range(0, subjects).Select(subject => embeddings[(subject * _pictures.Images) + 1])];
        (float[] mates, float[] others) = GallerySearch.Mated(gallery, probes, [.. Enumerable.Range(0, subjects)]);
        float[] nonMated = [.. Enumerable.Range(0, subjects).Select(subject => GallerySearch.Cosine(gallery[subject], probes[(subject + 1) % subjects]))];
        var accuracy = TenFold.Of([.. mates.Zip(nonMated).SelectMany(pair => new[] { pair.First, pair.Second })], [.. Enumerable.Range(0, 2 * subjects).Select(pair => pair % 2 == 0)]);
        var point = new ValidationPoint(step, subjects, accuracy.Mean, new OpenSetScores(mates, others, nonMated).RankOne, mates.Average(), nonMated.Average());
        _points.Add(point);
        return point;
    }

    private float[][] Embed(IrNetwork network)
    {
        using IDisposable _ = torch.no_grad();
        var embeddings = new List<float[]>();
        foreach (int[] chunk in Enumerable.Range(0, _pictures.Count).Chunk(Together))
        {
            using DisposeScope scope = torch.NewDisposeScope();
            var planes = new float[chunk.Length * Values];
            for (int i = 0; i < chunk.Length; i++)
            {
                Augmentation.Plain(_pictures[chunk[i]], planes.AsSpan(i * Values, Values));
            }

            Tensor output = network.Embed(torch.tensor(planes, [chunk.Length, 3, Recipe.Side, Recipe.Side]), learning: false);
            float[] values = [.. (output / output.square().sum(1, keepdim: true).sqrt()).data<float>()];
            embeddings.AddRange(values.Chunk(network.Architecture.Dimension));
        }

        return [.. embeddings];
    }
}
