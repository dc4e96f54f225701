using HyperFace.Search.Kernels;

namespace HyperFace.Search.Tests.Kernels;

public sealed unsafe class PairProductTests
{
    private const int Longest = 32;

    public static TheoryData<string> Paths =>
        [KernelPaths.PortablePath, KernelPaths.Avx2Path, KernelPaths.Avx512Path, KernelPaths.VnniPath, KernelPaths.ArmDpPath];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_path_gives_the_whole_number(string path)
    {
        for (int stretches = 1; stretches <= Longest; stretches++)
        {
            (sbyte[] probe, byte[] code) = Random(stretches);
            RequireProduct(path, probe, code);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_largest_values_do_not_overflow(string path)
    {
        foreach (sbyte value in new sbyte[] { 127, -127 })
        {
            RequireProduct(path, [.. Enumerable.Repeat(value, Longest * PairProduct.Stretch)], [.. Enumerable.Repeat((byte)0xFF, Longest * 32)]);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_byte_meets_its_own_level(string path)
    {
        (_, byte[] code) = Random(stretches: 2);
        for (int place = 0; place < 2 * PairProduct.Stretch; place++)
        {
            var probe = new sbyte[2 * PairProduct.Stretch];
            probe[place] = -127;
            RequireProduct(path, probe, code);
        }
    }

    [Fact]
    public void The_path_chosen_gives_the_whole_number()
    {
        (sbyte[] probe, byte[] code) = Random(stretches: 4);
        fixed (sbyte* p = probe)
        fixed (byte* c = code)
        {
            Assert.Equal(Expected(probe, code), PairProduct.Of(p, c, 4));
        }
    }

    private static void RequireProduct(string path, sbyte[] probe, byte[] code)
    {
        delegate*<sbyte*, byte*, int, int> kernel = Kernel(path);
        fixed (sbyte* p = probe)
        fixed (byte* c = code)
        {
            Assert.Equal(Expected(probe, code), kernel(p, c, probe.Length / PairProduct.Stretch));
        }
    }

    private static delegate*<sbyte*, byte*, int, int> Kernel(string path)
    {
        KernelPaths.Require(path);
        return path switch
        {
            KernelPaths.Avx2Path => &PairProduct.Wide,
            KernelPaths.Avx512Path => &PairProduct.Widest,
            KernelPaths.VnniPath => &PairProduct.Vnni,
            KernelPaths.ArmDpPath => &PairProduct.Arm,
            _ => &PairProduct.Portable,
        };
    }

    private static int Expected(sbyte[] probe, byte[] code)
    {
        int sum = 0;
        for (int i = 0; i < probe.Length; i++)
        {
            sum += probe[i] * ((code[(i / 128 * 32) + (i % 32)] >> (2 * (i % 128 / 32))) & 3);
        }

        return sum;
    }

    private static (sbyte[] Probe, byte[] Code) Random(int stretches)
    {
        var random = new Random(stretches);
        var code = new byte[stretches * 32];
        random.NextBytes(code);
        return ([.. Enumerable.Range(0, stretches * PairProduct.Stretch).Select(_ => (sbyte)random.Next(-127, 128))], code);
    }
}
