using HyperFace.Bench;
using HyperFace.Search.Codes;
using HyperFace.Search.Kernels;
using HyperFace.Search.Sweep;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Sweep;

/// <summary>The claim behind every certified answer, counted on ten million pairs of each kind: how often a sign code or a two-bit code misleads, and how far.</summary>
public sealed unsafe class SignCodeErrorTests
{
    private const int Dimension = 512;
    private const int Templates = 10_000;
    private const int Probes = 1000;
    private const long Pairs = (long)Templates * Probes;

    private static readonly double[] Probabilities = [1e-3, 1e-4, 1e-5, 1e-6];

    [Theory]
    [InlineData("normal deviates")]
    [InlineData("faces")]
    [InlineData("families of look-alikes")]
    [InlineData("few coordinates")]
    [InlineData("whole numbers")]
    public void A_code_misleads_no_oftener_than_the_bound_says(string kind)
    {
        float[][] templates = [.. Enumerable.Range(0, Templates).AsParallel().AsOrdered().Select(i => Unit(VectorOf(kind, i)))];
        float[][] probes = [.. Enumerable.Range(0, Probes).AsParallel().AsOrdered().Select(i => Unit(ProbeOf(kind, i)))];
        var codes = new CodeStore(Dimension, seed: 42);
        codes.Reserve(Templates);
        var signs = new float[Templates][];
        var pairs = new float[Templates][];
        var rotated = new float[Dimension];
        for (int slot = 0; slot < Templates; slot++)
        {
            codes.Write(slot, templates[slot], rotated);
            pairs[slot] = Levels(codes, slot);
            signs[slot] = [.. rotated.Select(value => (float)((value < 0 ? -1 : 1) / Math.Sqrt(Dimension)))];
        }

        double[] bounds = [.. Probabilities.Select(probability => ErrorBound.Of(Dimension, probability))];
        var beyond = new long[bounds.Length];
        var beyondPairs = new long[bounds.Length];
        double worst = 0;
        double furthest = 0;
        int* sums = stackalloc int[SignSums.Slots];
        using var probe = new SweepProbe(codes.Rotation);
        for (int p = 0; p < Probes; p++)
        {
            probe.Set(probes[p]);
            codes.Rotation.Apply(probes[p], rotated);
            for (int slot = 0; slot < Templates; slot++)
            {
                if (slot % SignSums.Slots == 0)
                {
                    SignSums.Of(codes.Block(slot), probe.Table, Dimension / 8, sums);
                }

                double product = DotProduct.Of(rotated, signs[slot]);
                double x = Math.Clamp(DotProduct.Of(probes[p], templates[slot]), -1, 1);
                double across = Math.Sqrt(1 - (x * x));
                byte* block = codes.Block(slot);
                double alignment = codes.Alignments(block)[slot % SignSums.Slots];
                double residual = codes.Residuals(block)[slot % SignSums.Slots];
                double shortfall = ((alignment * x) - product - 1e-5) / ((residual * across) + 1e-9);
                worst = Math.Max(worst, shortfall);
                double pairAlignment = codes.PairFactors(slot)->Alignment;
                double pairShortfall = ((pairAlignment * x) - DotProduct.Of(rotated, pairs[slot]) - 1e-5) / ((Math.Sqrt(1 - (pairAlignment * pairAlignment)) * across) + 1e-9);
                for (int i = 0; i < bounds.Length; i++)
                {
                    beyond[i] += shortfall > bounds[i] ? 1 : 0;
                    beyondPairs[i] += pairShortfall > bounds[i] ? 1 : 0;
                }

                double read = probe.Base + (probe.Step * (double)sums[slot % SignSums.Slots]);
                furthest = Math.Max(furthest, Math.Abs(read - product) / probe.Error);
            }
        }

        codes.Free();
        Assert.InRange(furthest, 0, 1);
        TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant($"{kind}: worst {worst * Math.Sqrt(Dimension - 1):F2} σ; beyond the bounds of {string.Join(", ", Probabilities)}: {string.Join(", ", beyond)} (signs), {string.Join(", ", beyondPairs)} (pairs) of {Pairs:N0}"));
        for (int i = 0; i < bounds.Length; i++)
        {
            // Pairs of one template or one probe go together, so that counts spread wider than those of independent ones.
            double expected = Pairs * Probabilities[i];
            Assert.InRange(beyond[i], 0, expected + (10 * Math.Sqrt(expected)));
            Assert.InRange(beyondPairs[i], 0, expected + (10 * Math.Sqrt(expected)));
        }
    }

    /// <summary>What a two-bit code stands for, at unit length.</summary>
    private static float[] Levels(CodeStore codes, int slot)
    {
        var levels = new float[Dimension];
        for (int i = 0; i < Dimension; i++)
        {
            int level = (codes.Pairs(slot)[(i / PairCode.Stretch * (PairCode.Stretch / PairCode.InAByte)) + (i % 32)] >> (2 * (i % PairCode.Stretch / 32))) & 3;
            levels[i] = ((2 * level) - 3) * codes.PairFactors(slot)->PerLength;
        }

        return levels;
    }

    private static float[] VectorOf(string kind, int i) => kind switch
    {
        "faces" => Faces.Template(i),
        "families of look-alikes" => SeededVectors.Beside(SeededVectors.Gaussian(i / 100, Dimension), 0.5, i),
        "few coordinates" => Sparse(i),
        "whole numbers" => [.. SeededVectors.Gaussian(i, Dimension).Select(value => MathF.Round(value))],
        _ => SeededVectors.Gaussian(i, Dimension),
    };

    private static float[] ProbeOf(string kind, int i) => kind switch
    {
        "faces" => Faces.Probe(i * (Templates / Probes)),
        _ => SeededVectors.Beside(VectorOf(kind, i * (Templates / Probes)), 0.7, i),
    };

    private static FaceLikeGallery Faces { get; } = new(Dimension, seed: 9);

    private static float[] Sparse(int i)
    {
        var random = new Random(i);
        var vector = new float[Dimension];
        for (int j = 0; j < 6; j++)
        {
            vector[random.Next(Dimension)] = (float)(random.NextDouble() - 0.5);
        }

        vector[i % Dimension] = 1;
        return vector;
    }

    private static float[] Unit(float[] vector)
    {
        double length = Math.Sqrt(vector.Sum(value => (double)value * value));
        return [.. vector.Select(value => (float)(value / length))];
    }
}
