namespace HyperFace.Bench.Peers.Contenders;

/// <summary>Widths to choose from, about an eighth apart.</summary>
internal static class Ladder
{
    /// <summary>From one number up to another.</summary>
    public static IReadOnlyList<int> Of(int from, int to)
    {
        var rungs = new List<int>();
        for (double rung = from; rung < to; rung = Math.Max(rung + 1, rung * 1.125))
        {
            rungs.Add((int)rung);
        }

        rungs.Add(to);
        return rungs;
    }
}
