using HyperFace.Bench;
using HyperFace.Search.Codes;
using HyperFace.Search.Kernels;
using HyperFace.Search.Sweep;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Sweep;

/// <summary>The claim behind every certified answer, counted: how often a sign code or a two-bit code misleads, and how far.</summary>
public sealed unsafe class SignCodeErrorTests
{
    private static readonly double[] Probabilities = [1e-3, 1e-4, 1e-5, 1e-6];

    /// <summary>Vectors that lie in a part of the coordinates, or whose parts go together, where the rotation is made of parts itself.</summary>
    public static MatrixTheoryData<int, string> InParts => new(
        [192, 960, 4032],
        ["few coordinates", "the first half", "the last half", "the last 64", "twice the same"]);

    [Theory]
    [InlineData("normal deviates")]
    [InlineData("faces")]
    [InlineData("families of look-alikes")]
    [InlineData("few coordinates")]
    [InlineData("whole numbers")]
    public void A_code_misleads_no_oftener_than_the_bound_says(string kind) => Count(kind, dimension: 512, ofTemplates: 10_000, ofProbes: 1000);

    [Theory]
    [MemberData(nameof(InParts))]
    public void Nor_where_the_dimension_is_no_power_of_two(int dimension, string kind) => Count(kind, dimension, ofTemplates: 4000, ofProbes: 400);

    private static void Count(string kind, int dimension, int ofTemplates, int ofProbes)
    {
        var source = new VectorSource(kind, dimension, ofTemplates / ofProbes);
        float[][] templates = [.. Enumerable.Range(0, ofTemplates).AsParallel().AsOrdered().Select(source.Template)];
        float[][] probes = [.. Enumerable.Range(0, ofProbes).AsParallel().AsOrdered().Select(source.Probe)];
        var codes = new CodeStore(dimension, seed: 42);
        codes.Reserve(ofTemplates);
        var signs = new float[ofTemplates][];
        var pairs = new float[ofTemplates][];
        var rotated = new float[dimension];
        for (int slot = 0; slot < ofTemplates; slot++)
        {
            codes.Write(slot, templates[slot], rotated);
            pairs[slot] = Levels(codes, slot, dimension);
            signs[slot] = [.. rotated.Select(value => (float)((value < 0 ? -1 : 1) / Math.Sqrt(dimension)))];
        }

        ErrorBound[] bounds = [.. Probabilities.Select(probability => ErrorBound.Of(dimension, probability))];
        var beyond = new long[bounds.Length];
        var beyondLine = new long[bounds.Length];
        var beyondPairs = new long[bounds.Length];
        double worst = 0;
        double furthest = 0;
        double squares = 0;
        int* sums = stackalloc int[SignSums.Slots];
        using var probe = new SweepProbe(codes.Rotation);
        for (int p = 0; p < ofProbes; p++)
        {
            probe.Set(probes[p]);
            codes.Rotation.Apply(probes[p], rotated);
            for (int slot = 0; slot < ofTemplates; slot++)
            {
                if (slot % SignSums.Slots == 0)
                {
                    SignSums.Of(codes.Block(slot), probe.Table, dimension / 8, sums);
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
                double read = probe.Base + (probe.Step * (double)sums[slot % SignSums.Slots]);
                double off = (read - product) / probe.Deviation;
                furthest = Math.Max(furthest, Math.Abs(off));
                squares += off * off;
                for (int i = 0; i < bounds.Length; i++)
                {
                    beyond[i] += shortfall > bounds[i].Reach ? 1 : 0;
                    beyondLine[i] += CutLine.IsBound((float)x) && !IsReached(CutLine.Certain((float)x, bounds[i], probe), sums, codes, slot) ? 1 : 0;
                    beyondPairs[i] += pairShortfall > bounds[i].Reach ? 1 : 0;
                }
            }
        }

        codes.Free();
        double deviation = Math.Sqrt(squares / ((double)ofTemplates * ofProbes));
        TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant($"{kind}, {dimension} dimensions: worst {worst * Math.Sqrt(dimension - 1):F2} σ; beyond the bounds of {string.Join(", ", Probabilities)}: {string.Join(", ", beyond)} (signs), {string.Join(", ", beyondLine)} (as the table reads them), {string.Join(", ", beyondPairs)} (pairs) of {(long)ofTemplates * ofProbes:N0}; the table is off by {deviation:F3} of its deviation, {furthest:F2} at most"));

        Assert.InRange(deviation, 0.8, 1.2);
        Assert.InRange(furthest, 0, 7.5);
        for (int i = 0; i < bounds.Length; i++)
        {
            // Pairs of one template or one probe go together, so that counts spread wider than those of independent ones.
            double expected = (double)ofTemplates * ofProbes * Probabilities[i];
            Assert.InRange(beyond[i], 0, expected + (10 * Math.Sqrt(expected)));
            Assert.InRange(beyondLine[i], 0, expected + (10 * Math.Sqrt(expected)));
            Assert.InRange(beyondPairs[i], 0, expected + (10 * Math.Sqrt(expected)));
        }
    }

    /// <summary>
    /// Where a probe is nearly the template, its code cannot spread, and what was rounded in the table is most of the error. Half of
    /// these pairs are closer than the spread that is allowed at least.
    /// </summary>
    [Theory]
    [InlineData(64)]
    [InlineData(512)]
    public void Nor_where_the_probe_is_nearly_the_template(int dimension)
    {
        const int templates = 3200;
        const int probesEach = 32;
        const double missProbability = 1e-2;
        var codes = new CodeStore(dimension, seed: 43);
        codes.Reserve(templates);
        var rotated = new float[dimension];
        for (int slot = 0; slot < templates; slot++)
        {
            codes.Write(slot, SeededVectors.Unit(SeededVectors.Gaussian(slot, dimension)), rotated);
        }

        ErrorBound bound = ErrorBound.Of(dimension, missProbability);
        (long beyond, long narrow) = (0, 0);
        int* sums = stackalloc int[SignSums.Slots];
        using var probe = new SweepProbe(codes.Rotation);
        for (int slot = 0; slot < templates; slot++)
        {
            float[] template = SeededVectors.Unit(SeededVectors.Gaussian(slot, dimension));
            for (int i = 0; i < probesEach; i++)
            {
                float[] vector = SeededVectors.Unit(SeededVectors.Beside(template, Math.Pow(10, -1 - (i / 8.0)) / Math.Sqrt(dimension), (slot * probesEach) + i));
                float x = Math.Min(1, DotProduct.Of(vector, template));
                probe.Set(vector);
                SignSums.Of(codes.Block(slot / SignSums.Slots * SignSums.Slots), probe.Table, dimension / 8, sums);
                beyond += IsReached(CutLine.Certain(x, bound, probe), sums, codes, slot) ? 0 : 1;
                double residual = codes.Residuals(codes.Block(slot / SignSums.Slots * SignSums.Slots))[slot % SignSums.Slots];
                narrow += residual * Math.Sqrt(1 - (x * x)) * bound.Reach < probe.LeastSpread ? 1 : 0;
            }
        }

        codes.Free();
        const double expected = templates * probesEach * missProbability;
        Assert.InRange(narrow, templates * probesEach / 4, templates * probesEach);
        Assert.InRange(beyond, 0, expected + (10 * Math.Sqrt(expected)));
    }

    private static bool IsReached(CutLine line, int* sums, CodeStore codes, int slot)
    {
        byte* block = codes.Block(slot / SignSums.Slots * SignSums.Slots);
        return ((line.Reached(sums, codes.Alignments(block), codes.Residuals(block)) >> (slot % SignSums.Slots)) & 1) != 0;
    }

    /// <summary>What a two-bit code stands for, at unit length.</summary>
    private static float[] Levels(CodeStore codes, int slot, int dimension)
    {
        var levels = new float[dimension];
        for (int i = 0; i < dimension; i++)
        {
            int level = (codes.Pairs(slot)[(i / PairCode.Stretch * (PairCode.Stretch / PairCode.InAByte)) + (i % 32)] >> (2 * (i % PairCode.Stretch / 32))) & 3;
            levels[i] = ((2 * level) - 3) * codes.PairFactors(slot)->PerLength;
        }

        return levels;
    }

    /// <summary>Templates of a kind, and a probe of every so many of them, all of unit length.</summary>
    private sealed class VectorSource(string kind, int dimension, int templatesAProbe)
    {
        private readonly FaceLikeGallery? _faces = kind == "faces" ? new(dimension, seed: 9) : null;

        public float[] Template(int i) => SeededVectors.Unit(Shaped(Drawn(i)));

        public float[] Probe(int i) => SeededVectors.Unit(_faces is null
            ? Shaped(SeededVectors.Beside(Drawn(i * templatesAProbe), 0.7, i))
            : _faces.Probe(i * templatesAProbe));

        private float[] Drawn(int i) => kind switch
        {
            "faces" => _faces!.Template(i),
            "families of look-alikes" => SeededVectors.Beside(SeededVectors.Gaussian(i / 100, dimension), 0.5, i),
            "few coordinates" => Sparse(i),
            "whole numbers" => [.. SeededVectors.Gaussian(i, dimension).Select(value => MathF.Round(value))],
            _ => SeededVectors.Gaussian(i, dimension),
        };

        private float[] Shaped(float[] vector)
        {
            int half = dimension / 2;
            return kind switch
            {
                "the first half" => [.. vector.Select((value, i) => i < half ? value : 0)],
                "the last half" => [.. vector.Select((value, i) => i < half ? 0 : value)],
                "the last 64" => [.. vector.Select((value, i) => i < dimension - 64 ? 0 : value)],
                "twice the same" => [.. vector.Select((_, i) => vector[i % half])],
                _ => vector,
            };
        }

        private float[] Sparse(int i)
        {
            var random = new Random(i);
            var vector = new float[dimension];
            for (int j = 0; j < 6; j++)
            {
                vector[random.Next(dimension)] = (float)(random.NextDouble() - 0.5);
            }

            vector[i % dimension] = 1;
            return vector;
        }
    }
}
