namespace HyperFace.Search.Tests.Support;

/// <summary>
/// The index behind the golden snapshot: small, and with one of everything: upper layers, a chain of copies, templates
/// removed before and after linking, pending ones, the largest numbers. Change nothing here: the file's bytes are made of it.
/// </summary>
internal static class GoldenIndex
{
    public const int Dimension = 6;
    public const int Linked = 36;
    public const int Slots = 40;
    public const int FirstCopied = 3;

    public static readonly SnapshotStamp Stamp = new(3, 4711);

    private static readonly int[] Copies = [12, 13, 30];
    private static readonly int[] RemovedBeforeLinking = [5, 9];
    private static readonly int[] RemovedAfterLinking = [13, 20, 38];

    /// <summary>Where the file of a format version lies.</summary>
    public static string PathOf(int version) => Path.Combine(AppContext.BaseDirectory, "Golden", $"index-v{version}.hfx");

    /// <summary>The index, built by today's code.</summary>
    public static FaceIndex Build()
    {
        var index = new FaceIndex(new FaceIndexOptions
        {
            Dimension = Dimension,
            ExactLimit = 5,
            Graph = new HnswParameters { M = 4, EfConstruction = 12, EfSearch = 20, Seed = 7 },
        });
        for (int slot = 0; slot < Linked; slot++)
        {
            index.Add(IdOf(slot), SubjectOf(slot), VectorOf(slot));
        }

        Remove(index, RemovedBeforeLinking);
        index.Link(2);
        for (int slot = Linked; slot < Slots; slot++)
        {
            index.Add(IdOf(slot), SubjectOf(slot), VectorOf(slot));
        }

        Remove(index, RemovedAfterLinking);
        return index;
    }

    /// <summary>What it must answer.</summary>
    public static BruteForce Expected()
    {
        var expected = new BruteForce();
        for (int slot = 0; slot < Slots; slot++)
        {
            if (!RemovedBeforeLinking.Contains(slot) && !RemovedAfterLinking.Contains(slot))
            {
                expected.Add(IdOf(slot), SubjectOf(slot), VectorOf(slot));
            }
        }

        return expected;
    }

    /// <summary>The vector of a slot: whole numbers, so that it is the same everywhere.</summary>
    public static float[] VectorOf(int slot)
    {
        int source = Copies.Contains(slot) ? FirstCopied : slot;
        return [.. Enumerable.Range(0, Dimension).Select(i => (float)((((source * source * 7) + (source * 13 * (i + 1)) + (i * i * 5)) % 101) - 50))];
    }

    private static ulong IdOf(int slot) => slot == 7 ? ulong.MaxValue : 1000 + (3 * (ulong)slot);

    private static uint SubjectOf(int slot) => slot == 7 ? uint.MaxValue : (uint)slot / 2;

    private static void Remove(FaceIndex index, int[] slots)
    {
        foreach (int slot in slots)
        {
            index.Remove(new TemplateId(IdOf(slot)));
        }
    }
}
