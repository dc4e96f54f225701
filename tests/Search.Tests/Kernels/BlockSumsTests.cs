using HyperFace.Search.Kernels;

namespace HyperFace.Search.Tests.Kernels;

public sealed unsafe class BlockSumsTests
{
    private const int Quarter = BlockSums.LargestSum / 4;

    /// <summary>As many pairs as fit 16-bit sums, and lengths on both sides of that and of its double.</summary>
    private static readonly int[] s_lengths = [4, 8, 12, 64, 248, 256, 260, 264, 508, 512, 516];

    public static TheoryData<string> Paths =>
        [KernelPaths.PortablePath, KernelPaths.Avx2Path, KernelPaths.Avx512Path, KernelPaths.ArmPath];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_path_gives_the_sums(string path)
    {
        foreach (int pairs in s_lengths)
        {
            (byte[] block, byte[] table) = Random(pairs);
            RequireSums(path, block, table);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_largest_values_do_not_overflow(string path)
    {
        foreach (int pairs in s_lengths)
        {
            RequireSums(path, [.. Enumerable.Repeat((byte)0x5A, pairs * 32)], [.. Enumerable.Repeat((byte)Quarter, pairs * 32)]);

            // A byte may be full by one of its four groups alone.
            for (int full = 0; full < 4; full++)
            {
                RequireSums(path, [.. Enumerable.Repeat((byte)0x5A, pairs * 32)], [.. Enumerable.Range(0, pairs * 32).Select(i => (byte)(PlaceInByte(i) == full ? BlockSums.LargestSum : 0))]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Largest_values_in_every_other_slot_do_not_leak_into_its_neighbour(string path)
    {
        const int pairs = 512;
        byte[] table = [.. Enumerable.Range(0, pairs * 32).Select(i => (byte)(i % 16 == 15 ? Quarter : 0))];
        for (int parity = 0; parity < 2; parity++)
        {
            RequireSums(path, [.. Enumerable.Range(0, pairs * 32).Select(i => (byte)(i % 2 == parity ? 0xFF : 0))], table);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_slot_finds_every_value_of_every_group(string path)
    {
        const int pairs = 8;
        for (int code = 0; code < 16; code++)
        {
            byte[] table = [.. Enumerable.Range(0, pairs * 32).Select(i => (byte)(i / 2 % (Quarter + 1)))];
            byte[] block = [.. Enumerable.Range(0, pairs * 32).Select(i => (byte)(((code + i) % 16) | ((15 - code + (i / 3)) % 16 << 4)))];
            RequireSums(path, block, table);
        }
    }

    [Fact]
    public void The_path_chosen_gives_the_sums()
    {
        (byte[] block, byte[] table) = Random(pairs: 64);
        Assert.Equal(Expected(block, table), Run(&Chosen, block, table));
    }

    private static void Chosen(byte* block, byte* table, int pairs, int* sums) => BlockSums.Of(block, table, pairs, sums);

    private static void RequireSums(string path, byte[] block, byte[] table)
    {
        KernelPaths.Require(path);
        delegate*<byte*, byte*, int, int*, void> kernel = path switch
        {
            KernelPaths.Avx2Path => &BlockSums.Wide,
            KernelPaths.Avx512Path => &BlockSums.Widest,
            KernelPaths.ArmPath => &BlockSums.Arm,
            _ => &BlockSums.Portable,
        };
        Assert.Equal(Expected(block, table), Run(kernel, block, table));
    }

    private static int[] Run(delegate*<byte*, byte*, int, int*, void> kernel, byte[] block, byte[] table)
    {
        // What lies in the sums before is not added to.
        int[] sums = [.. Enumerable.Repeat(-1, BlockSums.Slots)];
        fixed (byte* pb = block, pt = table)
        fixed (int* ps = sums)
        {
            kernel(pb, pt, block.Length / 32, ps);
        }

        return sums;
    }

    private static int[] Expected(byte[] block, byte[] table)
    {
        var sums = new int[BlockSums.Slots];
        for (int i = 0; i < block.Length; i++)
        {
            int group = i / 32 * 32;
            sums[i % 32] += table[group + (block[i] & 15)] + table[group + 16 + (block[i] >> 4)];
        }

        return sums;
    }

    /// <summary>Which of the four groups of its byte a table's value belongs to: the first or second of a pair, and of the earlier or the later pair.</summary>
    private static int PlaceInByte(int value) => (value / 16 % 2) + (value / 32 / BlockSums.ToPartner % 2 * 2);

    private static (byte[] Block, byte[] Table) Random(int pairs)
    {
        // The largest values of the four groups of a byte come to its limit, unevenly.
        int[] largest = [120, 100, 30, 5];
        var random = new Random(pairs);
        var block = new byte[pairs * 32];
        random.NextBytes(block);
        return (block, [.. Enumerable.Range(0, pairs * 32).Select(i => (byte)(random.Next(3) == 0 ? largest[PlaceInByte(i)] : random.Next(largest[PlaceInByte(i)] + 1)))]);
    }
}
