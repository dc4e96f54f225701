using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis.Embeddings;

/// <summary>Draws numbers without putting them back.</summary>
internal static class SeededOrder
{
    /// <summary>Some of the numbers from 0 to <paramref name="count"/> (exclusive), all equally likely, in an order drawn with them (Fisher and Yates, begun only).</summary>
    public static int[] Draw(int count, int some, ref SplitMix64 random)
    {
        // Only the places that were touched are kept: some are few of a hundred million.
        var moved = new Dictionary<int, int>(some);
        var drawn = new int[some];
        for (int i = 0; i < some; i++)
        {
            int other = i + (int)(random.NextUInt64() % (ulong)(count - i));
            drawn[i] = moved.GetValueOrDefault(other, other);
            moved[other] = moved.GetValueOrDefault(i, i);
        }

        return drawn;
    }
}
