using HyperFace.Bench;
using HyperFace.Search.Codes;
using HyperFace.Search.Kernels;
using HyperFace.Search.Sweep;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Sweep;

/// <summary>The claim behind every certified answer, counted: how often a peak code, a sign code or a two-bit code misleads, and how far.</summary>
public sealed unsafe class CodeErrorTests
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
        var peaks = new float[ofTemplates][];
        var signs = new float[ofTemplates][];
        var pairs = new float[ofTemplates][];
        var rotated = new float[dimension];
        for (int slot = 0; slot < ofTemplates; slot++)
        {
            codes.Write(slot, templates[slot], rotated);
            peaks[slot] = Peaks(codes, slot, dimension);
            signs[slot] = [.. rotated.Select(value => (float)((value < 0 ? -1 : 1) / Math.Sqrt(dimension)))];
            pairs[slot] = Levels(codes, slot, dimension);
        }

        ErrorBound[] bounds = [.. Probabilities.Select(probability => ErrorBound.Of(dimension, probability))];
        Tally ofPeaks = new(dimension, bounds), ofSigns = new(dimension, bounds), ofPairs = new(dimension, bounds);
        int* peakSums = stackalloc int[BlockSums.Slots];
        int* signSums = stackalloc int[BlockSums.Slots];
        using var probe = new SweepProbe(codes.Rotation);
        for (int p = 0; p < ofProbes; p++)
        {
            probe.Set(probes[p]);
            codes.Rotation.Apply(probes[p], rotated);
            for (int slot = 0; slot < ofTemplates; slot++)
            {
                int place = slot % BlockSums.Slots;
                if (place == 0)
                {
                    BlockSums.Of(codes.Peaks.Of(slot), probe.Peaks.Values, codes.Peaks.Pairs, peakSums);
                    BlockSums.Of(codes.Signs.Of(slot), probe.Signs.Values, codes.Signs.Pairs, signSums);
                }

                double x = Math.Clamp(DotProduct.Of(probes[p], templates[slot]), -1, 1);
                ofPeaks.Add(x, DotProduct.Of(rotated, peaks[slot]), AlignmentOf(codes.Peaks, slot), peakSums[place], probe.Peaks.Scale);
                ofSigns.Add(x, DotProduct.Of(rotated, signs[slot]), AlignmentOf(codes.Signs, slot), signSums[place], probe.Signs.Scale);
                ofPairs.Add(x, DotProduct.Of(rotated, pairs[slot]), codes.PairFactors(slot)->Alignment);
            }
        }

        codes.Free();
        TestContext.Current.SendDiagnosticMessage($"{kind}, {dimension} dimensions, {(long)ofTemplates * ofProbes:N0} pairs, beyond the bounds of {string.Join(", ", Probabilities)}: peaks {ofPeaks}; signs {ofSigns}; two bits {ofPairs}");
        ofPeaks.Require();
        ofSigns.Require();
        ofPairs.Require();
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
        int* sums = stackalloc int[BlockSums.Slots];
        using var probe = new SweepProbe(codes.Rotation);
        foreach (bool ofPeaks in new[] { false, true })
        {
            CodeBlocks blocks = ofPeaks ? codes.Peaks : codes.Signs;
            (long beyond, long narrow) = (0, 0);
            for (int slot = 0; slot < templates; slot++)
            {
                float[] template = SeededVectors.Unit(SeededVectors.Gaussian(slot, dimension));
                for (int i = 0; i < probesEach; i++)
                {
                    float[] vector = SeededVectors.Unit(SeededVectors.Beside(template, Math.Pow(10, -1 - (i / 8.0)) / Math.Sqrt(dimension), (slot * probesEach) + i));
                    float x = Math.Min(1, DotProduct.Of(vector, template));
                    probe.Set(vector);
                    BlockSums.Of(blocks.Of(slot), ofPeaks ? probe.Peaks.Values : probe.Signs.Values, blocks.Pairs, sums);
                    SumScale scale = ofPeaks ? probe.Peaks.Scale : probe.Signs.Scale;
                    float alignment = AlignmentOf(blocks, slot);
                    CutLine line = CutLine.Certain(x, bound, scale);
                    bool isReached = line.IsReached(sums[slot % BlockSums.Slots], alignment);
                    Assert.Equal(isReached, ((line.Reached(sums, blocks.Alignments(blocks.Of(slot))) >> (slot % BlockSums.Slots)) & 1) != 0);
                    beyond += isReached ? 0 : 1;
                    narrow += scale.ResidualOf(alignment) * Math.Sqrt(1 - (x * x)) * bound.Reach < scale.LeastSpread ? 1 : 0;
                }
            }

            const double expected = templates * probesEach * missProbability;
            Assert.InRange(narrow, templates * probesEach / 4, templates * probesEach);
            Assert.InRange(beyond, 0, expected + (10 * Math.Sqrt(expected)));
        }

        codes.Free();
    }

    private static float AlignmentOf(CodeBlocks blocks, int slot) => blocks.Alignments(blocks.Of(slot))[slot % BlockSums.Slots];

    /// <summary>What a peak code stands for, at unit length, read out of its block.</summary>
    private static float[] Peaks(CodeStore codes, int slot, int dimension)
    {
        var peaks = new float[dimension];
        byte* block = codes.Peaks.Of(slot);
        for (int group = 0; group < dimension / 8; group++)
        {
            int code = (block[(group / 2 * BlockSums.Slots) + (slot % BlockSums.Slots)] >> (group % 2 * 4)) & 15;
            peaks[(group * 8) + (code & 7)] = (float)((code >= 8 ? 1 : -1) / Math.Sqrt(dimension / 8));
        }

        return peaks;
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

    /// <summary>Counts by how much one kind of code falls short.</summary>
    private sealed class Tally(int dimension, ErrorBound[] bounds)
    {
        private readonly long[] _beyond = new long[bounds.Length];
        private readonly long[] _beyondLine = new long[bounds.Length];
        private long _count;
        private long _read;
        private double _worst;
        private double _furthest;
        private double _squares;

        /// <summary>A code's product with a probe of similarity <paramref name="x"/>, computed without a table.</summary>
        public void Add(double x, double product, double alignment)
        {
            _count++;
            double shortfall = ((alignment * x) - product - 1e-5) / (Math.Sqrt((1 - (alignment * alignment)) * (1 - (x * x))) + 1e-9);
            _worst = Math.Max(_worst, shortfall);
            for (int i = 0; i < bounds.Length; i++)
            {
                _beyond[i] += shortfall > bounds[i].Reach ? 1 : 0;
            }
        }

        /// <summary>The same, and what the table says of it.</summary>
        public void Add(double x, double product, float alignment, int sum, SumScale scale)
        {
            Add(x, product, alignment);
            _read++;
            double off = (scale.Base + (scale.Step * (double)sum) - product) / scale.Deviation;
            _furthest = Math.Max(_furthest, Math.Abs(off));
            _squares += off * off;
            for (int i = 0; i < bounds.Length; i++)
            {
                _beyondLine[i] += CutLine.IsBound((float)x) && !CutLine.Certain((float)x, bounds[i], scale).IsReached(sum, alignment) ? 1 : 0;
            }
        }

        public void Require()
        {
            for (int i = 0; i < bounds.Length; i++)
            {
                // Pairs of one template or one probe go together, so that counts spread wider than those of independent ones.
                double expected = _count * Probabilities[i];
                Assert.InRange(_beyond[i], 0, expected + (10 * Math.Sqrt(expected)));
                Assert.InRange(_beyondLine[i], 0, expected + (10 * Math.Sqrt(expected)));
            }

            if (_read > 0)
            {
                Assert.InRange(Math.Sqrt(_squares / _read), 0.8, 1.2);
                Assert.InRange(_furthest, 0, 7.5);
            }
        }

        public override string ToString() => FormattableString.Invariant($"{string.Join(", ", _beyond)}, worst {_worst * Math.Sqrt(dimension - 1):F2} σ")
            + (_read == 0 ? "" : FormattableString.Invariant($", as the table reads them {string.Join(", ", _beyondLine)}, which is off by {Math.Sqrt(_squares / _read):F3} of its deviation, {_furthest:F2} at most"));
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
