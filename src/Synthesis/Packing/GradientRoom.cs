using System.Runtime.InteropServices;

namespace HyperFace.Synthesis.Packing;

/// <summary>One thread's room for a gradient.</summary>
internal sealed unsafe class GradientRoom(int stride) : IDisposable
{
    public float* Gradient { get; } = (float*)NativeMemory.AlignedAlloc((nuint)stride * sizeof(float), 64);

    public void Dispose() => NativeMemory.AlignedFree(Gradient);
}
