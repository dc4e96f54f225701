using HyperFace.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace HyperFace.Training.Losses;

/// <summary>
/// The head of AdaFace (Kim, Jain and Liu, CVPR 2022) that a network learns with: a direction for each person, and a margin
/// that goes by how long an embedding is among the last ones. <see cref="AdaFaceMargin"/> says the same for one picture.
/// </summary>
internal sealed class AdaFaceHead : IDisposable
{
    // Where the running statistics begin, as in the published code: until lengths are known, every margin is nearly the same.
    private const double FirstMean = 20;
    private const double FirstDeviation = 100;

    private readonly AdaFaceMargin _margin;
    private readonly double _blend;

    /// <summary>A head with seeded directions.</summary>
    /// <param name="margin">The margin.</param>
    /// <param name="blend">How much of a batch's mean and deviation goes into the running ones; 0.01 in the paper.</param>
    /// <param name="dimension">Length of an embedding.</param>
    /// <param name="persons">How many people.</param>
    /// <param name="seed">Other seeds give other directions.</param>
    /// <param name="type">Precision.</param>
    public AdaFaceHead(AdaFaceMargin margin, double blend, int dimension, int persons, ulong seed, ScalarType type = ScalarType.Float32)
    {
        _margin = margin;
        _blend = blend;
        var values = new float[dimension * persons];
        InitialWeights.Draw(values, 1 / Math.Sqrt(dimension), seed);
        Directions = torch.tensor(values, [dimension, persons]).to_type(type).requires_grad_(true);
    }

    /// <summary>A direction for each person, [dimension, persons]; of any length.</summary>
    public Tensor Directions { get; }

    /// <summary>Running mean of the lengths of embeddings.</summary>
    public double Mean { get; set; } = FirstMean;

    /// <summary>Running deviation of the lengths of embeddings.</summary>
    public double Deviation { get; set; } = FirstDeviation;

    /// <summary>The mean cross entropy of a batch, and the share of its pictures that are nearest to their own person.</summary>
    /// <param name="embeddings">[batch, dimension], before they are brought to unit length.</param>
    /// <param name="persons">Whose pictures they are, [batch].</param>
    public (Tensor Loss, Tensor Accuracy) Loss(Tensor embeddings, Tensor persons)
    {
        Tensor lengths = Lengths(embeddings, 1);
        Tensor cosines = (embeddings / lengths).matmul(Directions / Lengths(Directions, 0)).clamp(AdaFaceMargin.Edge - 1, 1 - AdaFaceMargin.Edge);
        Tensor standing = Standing(lengths.detach());
        Tensor own = persons.unsqueeze(1);
        Tensor angle = (cosines.gather(1, own).acos() - (standing * _margin.Margin)).clamp(AdaFaceMargin.Edge, Math.PI - AdaFaceMargin.Edge);
        Tensor penalised = angle.cos() - ((standing * _margin.Margin) + _margin.Margin);
        Tensor loss = nn.functional.cross_entropy(cosines.scatter(1, own, penalised) * _margin.Scale, persons);
        return (loss, cosines.detach().argmax(1).eq(persons).to_type(ScalarType.Float32).mean());
    }

    public void Dispose() => Directions.Dispose();

    private Tensor Standing(Tensor lengths)
    {
        lengths = lengths.clamp(AdaFaceMargin.LeastLength, AdaFaceMargin.MostLength);
        Mean += _blend * (lengths.mean().to_type(ScalarType.Float64).item<double>() - Mean);
        Deviation += _blend * (lengths.std().to_type(ScalarType.Float64).item<double>() - Deviation);
        return ((lengths - Mean) * (_margin.Concentration / (Deviation + AdaFaceMargin.Edge))).clamp(-1, 1);
    }

    private static Tensor Lengths(Tensor vectors, long along) => vectors.square().sum(along, keepdim: true).sqrt();
}
