using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Kernels;

/// <summary>
/// Sums of a probe's bytes times the levels, 0 to 3, of a two-bit code. The same whole number on every path.
/// </summary>
internal static unsafe partial class PairProduct
{
    /// <summary>Coordinates that share 32 bytes of code.</summary>
    public const int Stretch = 128;

    private const int CodeBytes = 32;

    /// <summary>The sum over all coordinates of byte times level.</summary>
    /// <param name="probe">Bytes from −127 to 127, padded with zeros to whole stretches.</param>
    /// <param name="code">The code.</param>
    /// <param name="stretches">How many stretches both have.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(sbyte* probe, byte* code, int stretches) =>
        Processor.IsVnni ? Vnni(probe, code, stretches)
        : Processor.IsWidest ? Widest(probe, code, stretches)
        : Avx2.IsSupported ? Wide(probe, code, stretches)
        : Dp.IsSupported ? Arm(probe, code, stretches)
        : Portable(probe, code, stretches);

    /// <summary>128-bit vectors as the runtime maps them.</summary>
    public static int Portable(sbyte* probe, byte* code, int stretches)
    {
        Debug.Assert(stretches > 0, "A code has a length.");
        Vector128<byte> low = Vector128.Create((byte)3);
        Vector128<int> sum = default;
        for (int i = 0; i < stretches; i++, probe += Stretch, code += CodeBytes)
        {
            for (int half = 0; half < 2; half++)
            {
                Vector128<byte> codes = Vector128.Load(code + (half * 16));
                Vector128<short> words = default;
                for (int place = 0; place < 4; place++)
                {
                    (Vector128<short> p0, Vector128<short> p1) = Vector128.Widen(Vector128.Load(probe + (place * 32) + (half * 16)));
                    (Vector128<ushort> c0, Vector128<ushort> c1) = Vector128.Widen((codes >> (2 * place)) & low);
                    words += (p0 * c0.AsInt16()) + (p1 * c1.AsInt16());
                }

                (Vector128<int> lower, Vector128<int> upper) = Vector128.Widen(words);
                sum += lower + upper;
            }
        }

        return Vector128.Sum(sum);
    }
}
