using System.Text;
using HyperFace.Embedding;

namespace HyperFace.Fuzz.Targets;

/// <summary>The reader of generator manifests.</summary>
internal sealed class GeneratorTarget : FuzzTarget
{
    private readonly ModelFolder _folder = new();

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        .. new[]
        {
            """{"name":"a","file":"a.onnx","sha256":"0000000000000000000000000000000000000000000000000000000000000000","codeInput":"c","codeLength":8,"output":"o","layout":"nchw","channelOrder":"rgb","valueRange":[0,255],"size":16}""",
            """
            {
              "name": "An example", "notice": "Zoë \u0041", "source": "x", "licence": "MIT", "file": "generator.onnx",
              "sha256": "ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789", "codeInput": "embedding", "codeLength": 512,
              "noiseInput": "noise", "noiseShape": [1, 4, 64, 64], "output": "image", "layout": "nhwc", "channelOrder": "bgr",
              "valueRange": [-1, 1], "size": 512, "crop": [64, 48, 384]
            }
            """,
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. new[]
        {
            "\"codeInput\":", "\"codeLength\":", "\"noiseInput\":", "\"noiseShape\":", "\"layout\":", "\"nchw\"", "\"nhwc\"", "\"valueRange\":", "\"size\":", "\"crop\":", "null", "true", "{}", "[]", "[[", "}}",
            "1e400", "-0", "NaN", "2048", "16777216", "2147483647", "\"../x.onnx\"", "\"\\u0000\"", "\"\\ud800\"", "//", "/*", ",,", "9999999999999999999", "\ufeff",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80],
    ];

    /// <inheritdoc/>
    public override string Try(byte[] input)
    {
        File.WriteAllBytes(_folder.Manifest, input);
        try
        {
            GeneratorManifest manifest = GeneratorManifest.Load(_folder.Manifest);
            return manifest.Crop is not [var left, var top, var side] || ((long)left + side <= manifest.Size && (long)top + side <= manifest.Size)
                ? "accepted"
                : throw new InvalidOperationException("A crop reaches out of its picture.");
        }
        catch (ModelException)
        {
            return "refused";
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _folder.Dispose();
}
