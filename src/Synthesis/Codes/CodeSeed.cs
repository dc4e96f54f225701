using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis.Codes;

/// <summary>A number that tells codes apart, for the <see cref="FaceIdentity.Seed"/> of a person who was not drawn from one.</summary>
internal static class CodeSeed
{
    public static ulong Of(ReadOnlySpan<float> code)
    {
        ulong seed = (ulong)code.Length;
        foreach (float value in code)
        {
            seed = SplitMix64.Mix(seed + BitConverter.SingleToUInt32Bits(value) + 0x9E37_79B9_7F4A_7C15);
        }

        return seed;
    }
}
