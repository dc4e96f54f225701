using HyperFace.Search.Codes;
using HyperFace.Search.Kernels;
using HyperFace.Search.Sweep;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Sweep;

/// <summary>The tables that peak and sign codes are read by: what shares a byte fits it, and what is rounded does not add up.</summary>
public sealed unsafe class SweepProbeTests
{
    private const int GroupValues = 16;

    [Theory]
    [InlineData(64)]
    [InlineData(192)]
    [InlineData(512)]
    [InlineData(4096)]
    public void Four_groups_that_share_a_byte_fit_it(int dimension)
    {
        var rotation = new Rotation(dimension, seed: 5);
        using var probe = new SweepProbe(rotation);
        for (int seed = 0; seed < 50; seed++)
        {
            probe.Set(SeededVectors.Unit(SeededVectors.Gaussian(seed, dimension)));
            RequireRoom(probe, dimension);
        }
    }

    [Theory]
    [InlineData(64)]
    [InlineData(192)]
    public void Nor_does_a_probe_overflow_that_lies_in_one_byte_or_one_group_alone(int dimension)
    {
        var rotation = new Rotation(dimension, seed: 5);
        using var probe = new SweepProbe(rotation);
        foreach (int groupDimensions in new[] { SignCode.GroupDimensions, PeakCode.GroupDimensions })
        {
            for (int first = 0; first < dimension; first += groupDimensions)
            {
                var one = new float[dimension];
                var four = new float[dimension];
                for (int i = 0; i < groupDimensions; i++)
                {
                    one[first + i] = i % 2 == 0 ? 1 : -1;
                    for (int group = 0; group < 4; group++)
                    {
                        // A pair's two groups, and those of its partner.
                        four[(first + i + (groupDimensions * ((group % 2) + (4 * (group / 2))))) % dimension] = 1;
                    }
                }

                foreach (float[] target in new[] { one, four })
                {
                    probe.Set(RotatedTo(rotation, SeededVectors.Unit(target)));
                    RequireRoom(probe, dimension);
                }
            }
        }
    }

    /// <summary>All groups but one have the same small values: rounded alike, they would all err alike.</summary>
    [Fact]
    public void What_is_rounded_does_not_add_up_where_all_values_are_the_same()
    {
        const int dimension = 512;
        const int seeds = 64;
        float[] target = SeededVectors.Unit([.. Enumerable.Range(0, dimension).Select(i => i < SignCode.GroupDimensions ? 0.49f : 0.0089f)]);
        double product = target.Sum(value => (double)value) / Math.Sqrt(dimension);
        double sum = 0;
        double squares = 0;
        byte[] allPlus = [.. Enumerable.Repeat((byte)0xFF, dimension / 8 * BlockSums.Slots)];
        int* sums = stackalloc int[BlockSums.Slots];
        for (ulong seed = 0; seed < seeds; seed++)
        {
            var rotation = new Rotation(dimension, seed);
            using var probe = new SweepProbe(rotation);
            probe.Set(RotatedTo(rotation, target));
            fixed (byte* block = allPlus)
            {
                BlockSums.Of(block, probe.Signs.Values, dimension / 8, sums);
            }

            SumScale scale = probe.Signs.Scale;
            double off = (scale.Base + ((double)scale.Step * sums[0]) - product) / scale.Deviation;
            sum += off;
            squares += off * off;
        }

        Assert.InRange(sum / seeds, -0.6, 0.6);
        Assert.InRange(Math.Sqrt(squares / seeds), 0.6, 1.4);
    }

    private static void RequireRoom(SweepProbe probe, int dimension)
    {
        RequireRoom(probe.Peaks.Values, dimension / 16);
        RequireRoom(probe.Signs.Values, dimension / 8);
    }

    private static void RequireRoom(byte* table, int pairs)
    {
        for (int pair = 0; pair < pairs; pair++)
        {
            if (pair % BlockSums.PairsInATurn < BlockSums.ToPartner)
            {
                Assert.InRange(MostOf(table, pair) + MostOf(table, pair + BlockSums.ToPartner), 0, BlockSums.LargestSum);
            }
        }
    }

    private static int MostOf(byte* table, int pair)
    {
        var values = new ReadOnlySpan<byte>(table + (pair * 2 * GroupValues), 2 * GroupValues);
        return values[..GroupValues].ToArray().Max() + values[GroupValues..].ToArray().Max();
    }

    /// <summary>The vector that is rotated to this one: products with what the unit vectors are rotated to.</summary>
    private static float[] RotatedTo(Rotation rotation, float[] target)
    {
        var vector = new float[target.Length];
        var unit = new float[target.Length];
        var rotated = new float[target.Length];
        for (int i = 0; i < vector.Length; i++)
        {
            unit[i] = 1;
            rotation.Apply(unit, rotated);
            vector[i] = DotProduct.Of(rotated, target);
            unit[i] = 0;
        }

        return vector;
    }
}
