using HyperFace.Search.Kernels;

namespace HyperFace.Search.Tests.Kernels;

public sealed unsafe class ByteProductTests
{
    private const int Longest = 4096;

    public static TheoryData<string> Paths =>
        [KernelPaths.PortablePath, KernelPaths.Avx2Path, KernelPaths.Avx512Path, KernelPaths.VnniPath, KernelPaths.SignedVnniPath, KernelPaths.ArmDpPath];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_path_gives_the_whole_number(string path)
    {
        for (int length = 64; length <= Longest; length += 64)
        {
            RequireProduct(path, Bytes(length, seed: length), Bytes(length, seed: length + 1));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void The_largest_values_do_not_overflow(string path)
    {
        foreach ((sbyte left, sbyte right) in new (sbyte, sbyte)[] { (127, 127), (-127, 127), (127, -127), (-127, -127), (0, -127), (-127, 0) })
        {
            RequireProduct(path, [.. Enumerable.Repeat(left, Longest)], [.. Enumerable.Repeat(right, Longest)]);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_byte_meets_its_own(string path)
    {
        for (int place = 0; place < 192; place++)
        {
            var a = new sbyte[192];
            sbyte[] b = [.. Enumerable.Range(0, 192).Select(i => (sbyte)(i - 96))];
            a[place] = -127;
            RequireProduct(path, a, b);
            RequireProduct(path, b, a);
        }
    }

    [Fact]
    public void The_path_chosen_gives_the_whole_number()
    {
        sbyte[] a = Bytes(512, seed: 1);
        sbyte[] b = Bytes(512, seed: 2);
        fixed (sbyte* pa = a, pb = b)
        {
            Assert.Equal(Expected(a, b), ByteProduct.Of(pa, pb, 512));
        }
    }

    private static void RequireProduct(string path, sbyte[] a, sbyte[] b)
    {
        delegate*<sbyte*, sbyte*, int, int> kernel = Kernel(path);
        fixed (sbyte* pa = a, pb = b)
        {
            Assert.Equal(Expected(a, b), kernel(pa, pb, a.Length));
        }
    }

    private static delegate*<sbyte*, sbyte*, int, int> Kernel(string path)
    {
        KernelPaths.Require(path);
        return path switch
        {
            KernelPaths.Avx2Path => &ByteProduct.Wide,
            KernelPaths.Avx512Path => &ByteProduct.Widest,
            KernelPaths.VnniPath => &ByteProduct.Vnni,
            KernelPaths.SignedVnniPath => &ByteProduct.SignedVnni,
            KernelPaths.ArmDpPath => &ByteProduct.Arm,
            _ => &ByteProduct.Portable,
        };
    }

    private static int Expected(sbyte[] a, sbyte[] b)
    {
        int sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static sbyte[] Bytes(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-127, 128))];
    }
}
