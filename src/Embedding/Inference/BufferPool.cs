using System.Collections.Concurrent;

namespace HyperFace.Embedding.Inference;

/// <summary>Input buffers that wait for a call: as many as calls ever ran at a time, each of the largest batch.</summary>
internal sealed class BufferPool(int length)
{
    private readonly ConcurrentBag<float[]> _waiting = [];

    public float[] Take() => _waiting.TryTake(out float[]? buffer) ? buffer : new float[length];

    public void Return(float[] buffer) => _waiting.Add(buffer);
}
