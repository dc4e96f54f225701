namespace HyperFace.Search.Tests.Support;

/// <summary>
/// The index behind the golden snapshot: small, and with one of everything: upper layers, a chain of copies, templates
/// removed before and after linking, pending ones at the end and in places used again, the largest numbers. Once with codes
/// and once without. Change nothing here: the files' bytes are made of it.
/// </summary>
internal static class GoldenIndex
{
    /// <summary>Too few dimensions to have codes, enough, and so many that they are rotated in parts.</summary>
    public const int Plain = 6;
    public const int Coded = 64;
    public const int InParts = 192;

    public const int LinkedSlots = 36;
    public const int Slots = 38;
    public const int Waiting = 2;
    public const int Templates = 40;
    public const int FirstCopied = 3;

    public static readonly SnapshotStamp Stamp = new(3, 4711);

    private static readonly int[] Copies = [12, 13, 30];
    private static readonly int[] RemovedBeforeLinking = [5, 9];
    private static readonly int[] RemovedAfterLinking = [13, 20, 38];

    /// <summary>Where the file of a format version lies.</summary>
    public static string PathOf(int version, int dimension = Plain) =>
        Path.Combine(AppContext.BaseDirectory, "Golden", dimension == Plain ? $"index-v{version}.hfx" : $"index-v{version}-{dimension}.hfx");

    /// <summary>The index, built by today's code.</summary>
    public static FaceIndex Build(int dimension = Plain)
    {
        var index = new FaceIndex(new FaceIndexOptions
        {
            Dimension = dimension,
            ExactLimit = 5,
            Graph = new HnswParameters { M = 4, EfConstruction = 12, EfSearch = 20, Seed = 7 },
        });
        for (int slot = 0; slot < LinkedSlots; slot++)
        {
            index.Add(IdOf(slot), SubjectOf(slot), VectorOf(slot, dimension));
        }

        Remove(index, RemovedBeforeLinking);
        index.Link(2);
        for (int slot = LinkedSlots; slot < Templates; slot++)
        {
            index.Add(IdOf(slot), SubjectOf(slot), VectorOf(slot, dimension));
        }

        Remove(index, RemovedAfterLinking);
        return index;
    }

    /// <summary>What it must answer.</summary>
    public static BruteForce Expected(int dimension = Plain)
    {
        var expected = new BruteForce();
        for (int slot = 0; slot < Templates; slot++)
        {
            if (!RemovedBeforeLinking.Contains(slot) && !RemovedAfterLinking.Contains(slot))
            {
                expected.Add(IdOf(slot), SubjectOf(slot), VectorOf(slot, dimension));
            }
        }

        return expected;
    }

    /// <summary>The vector of a template, which has the number of its slot but for those that came last: whole numbers, so that it is the same everywhere.</summary>
    public static float[] VectorOf(int slot, int dimension = Plain)
    {
        int source = Copies.Contains(slot) ? FirstCopied : slot;
        return [.. Enumerable.Range(0, dimension).Select(i => (float)((((source * source * 7) + (source * 13 * (i + 1)) + (i * i * 5)) % 101) - 50))];
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
