using HyperFace.Embedding;

namespace HyperFace.Bench.ImageLibraries;

/// <summary>SkiaSharp as <see cref="FaceEmbedder.Prepare(ReadOnlySpan{byte})"/> uses it: behind our own reading of the header, at a fraction where that is enough.</summary>
internal sealed class SkiaBehindOurHeader(string model) : IDecodingLibrary
{
    // Lives as long as the process, which ends with its one run.
    private readonly FaceEmbedder _embedder = FaceEmbedder.Open(model);

    public byte[] Decode(byte[] image) => _embedder.Prepare(image).Rgb.ToArray();
}
