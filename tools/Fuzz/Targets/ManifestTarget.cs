using System.Text;
using HyperFace.Embedding;

namespace HyperFace.Fuzz.Targets;

/// <summary>The reader of model manifests.</summary>
internal sealed class ManifestTarget : FuzzTarget
{
    private readonly ModelFolder _folder = new();

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        .. new[]
        {
            """{"name":"a","file":"a.onnx","sha256":"0000000000000000000000000000000000000000000000000000000000000000","input":"i","width":112,"height":112,"channelOrder":"bgr","mean":[127.5,127.5,127.5],"scale":[0.0078,0.0078,0.0078],"output":"o","dimension":512,"alignment":"arcface-112"}""",
            """
            {
              "name": "An example", "notice": "Zoë \u0041", "source": "x", "licence": "MIT", "file": "face.onnx",
              "sha256": "ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789", "input": "image", "width": 16, "height": 1024,
              "channelOrder": "rgb", "mean": [0, -1024, 1e2], "scale": [1, 1024, 1e-3], "output": "embedding", "normOutput": "norm",
              "dimension": 4096, "alignment": "none", "threshold": -0.5
            }
            """,
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. new[]
        {
            "\"name\":", "\"notice\":", "\"file\":", "\"sha256\":", "\"width\":", "\"mean\":", "\"scale\":", "\"threshold\":", "\"normOutput\":", "\"dimension\":", "\"bgr\"", "\"rgb\"", "null", "true", "{}", "[]", "[[", "}}",
            "1e400", "-0", "1e-400", "NaN", "\"../x.onnx\"", "\"\\u0000\"", "\"\\ud800\"", "//", "/*", ",,", "9999999999999999999", "\ufeff",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80],
    ];

    /// <inheritdoc/>
    public override string Try(byte[] input)
    {
        File.WriteAllBytes(_folder.Manifest, input);
        try
        {
            ModelManifest manifest = ModelManifest.Load(_folder.Manifest);
            return manifest.Fingerprint == ModelManifest.Load(_folder.Manifest).Fingerprint ? "accepted" : throw new InvalidOperationException("One manifest has two fingerprints.");
        }
        catch (ModelException)
        {
            return "refused";
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _folder.Dispose();
}
