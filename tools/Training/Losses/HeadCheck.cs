using HyperFace.Synthesis.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace HyperFace.Training.Losses;

/// <summary>Compares the head that learns with the formula in plain double precision: the loss, and its gradient by differences.</summary>
internal static class HeadCheck
{
    private const int Dimension = 12;
    private const int Persons = 9;
    private const int Batch = 7;
    private const int Rounds = 20;
    private const double Difference = 1e-6;

    private static readonly AdaFaceMargin Margin = new(0.4, 0.333, 64);

    /// <summary>The largest deviation of the loss, and of a gradient relative to the largest one, over some seeded batches.</summary>
    public static (double Loss, double Gradient) Run()
    {
        double lossDeviation = 0;
        double gradientDeviation = 0;
        for (ulong round = 0; round < Rounds; round++)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using var head = new AdaFaceHead(Margin, blend: 0.5, Dimension, Persons, seed: round, ScalarType.Float64);
            double[] embeddings = Embeddings(round);
            long[] persons = [.. Enumerable.Range(0, Batch).Select(i => (long)((i * 5) + (int)round) % Persons)];
            Tensor input = torch.tensor(embeddings, [Batch, Dimension]).requires_grad_(true);
            double[] directions = [.. head.Directions.detach().data<double>()];
            (Tensor loss, _) = head.Loss(input, torch.tensor(persons));
            loss.backward();
            double[] gradient = [.. input.grad!.data<double>()];
            double Plain() => PlainLoss(embeddings, embeddings, directions, persons, head);

            lossDeviation = Math.Max(lossDeviation, Math.Abs(loss.item<double>() - Plain()));
            double[] differences = Differences(embeddings, directions, persons, head);
            gradientDeviation = Math.Max(gradientDeviation, gradient.Zip(differences).Max(pair => Math.Abs(pair.First - pair.Second)) / gradient.Max(Math.Abs));
        }

        return (lossDeviation, gradientDeviation);
    }

    private static double[] Embeddings(ulong seed)
    {
        var random = new SplitMix64(seed ^ 0xADAF);
        var values = new double[Batch * Dimension];
        for (int i = 0; i < values.Length; i++)
        {
            // Some of the pictures have long embeddings, so that margins differ.
            values[i] = random.Normal() * (1 + (3 * (i / Dimension)));
        }

        return values;
    }

    private static double[] Differences(double[] embeddings, double[] directions, long[] persons, AdaFaceHead head) =>
    [
        .. Enumerable.Range(0, embeddings.Length).Select(i =>
        {
            double[] more = [.. embeddings];
            double[] less = [.. embeddings];
            more[i] += Difference;
            less[i] -= Difference;
            return (PlainLoss(more, embeddings, directions, persons, head) - PlainLoss(less, embeddings, directions, persons, head)) / (2 * Difference);
        }),
    ];

    // The standing goes by the embeddings as they were: no gradient flows through it.
    private static double PlainLoss(double[] embeddings, double[] standingOf, double[] directions, long[] persons, AdaFaceHead head)
    {
        double sum = 0;
        var cosines = new double[Persons];
        for (int i = 0; i < Batch; i++)
        {
            ReadOnlySpan<double> embedding = embeddings.AsSpan(i * Dimension, Dimension);
            for (int person = 0; person < Persons; person++)
            {
                cosines[person] = Cosine(embedding, directions, person);
            }

            double standing = Margin.Standing(Length(standingOf.AsSpan(i * Dimension, Dimension)), head.Mean, head.Deviation);
            sum += Margin.Loss(cosines, (int)persons[i], standing);
        }

        return sum / Batch;
    }

    private static double Cosine(ReadOnlySpan<double> embedding, double[] directions, int person)
    {
        double product = 0;
        double square = 0;
        for (int k = 0; k < Dimension; k++)
        {
            double value = directions[(k * Persons) + person];
            product += embedding[k] * value;
            square += value * value;
        }

        return product / (Length(embedding) * Math.Sqrt(square));
    }

    private static double Length(ReadOnlySpan<double> vector)
    {
        double square = 0;
        foreach (double value in vector)
        {
            square += value * value;
        }

        return Math.Sqrt(square);
    }
}
