using System.Text;
using HyperFace.Embedding;

namespace HyperFace.Fuzz.Targets;

/// <summary>The reader of detector manifests.</summary>
internal sealed class DetectorTarget : FuzzTarget
{
    private readonly ModelFolder _folder = new();

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Corpus { get; } =
    [
        .. new[]
        {
            """{"name":"a","file":"a.onnx","sha256":"0000000000000000000000000000000000000000000000000000000000000000","layout":"scrfd","input":"i","width":640,"height":640,"channelOrder":"rgb","mean":[127.5,127.5,127.5],"scale":[0.0078125,0.0078125,0.0078125],"strides":[8,16,32],"anchors":2,"scoreThreshold":0.5,"overlapThreshold":0.4}""",
            """
            {
              "name": "YuNet", "notice": "Zoë \u0041", "source": "x", "licence": "MIT", "file": "yunet.onnx",
              "sha256": "ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789", "layout": "yunet", "input": "input", "maxSide": 1024,
              "channelOrder": "bgr", "mean": [0, 0, 0], "scale": [1, 1e2, 1e-3], "strides": [8, 16, 32], "anchors": 1,
              "scoreThreshold": 0.6, "overlapThreshold": 0.3
            }
            """,
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. new[]
        {
            "\"layout\":", "\"scrfd\"", "\"yunet\"", "\"strides\":", "\"anchors\":", "\"outputs\":", "\"maxSide\":", "\"scoreThreshold\":", "\"overlapThreshold\":", "\"width\":", "\"mean\":", "null", "true", "{}", "[]", "[[", "}}",
            "1e400", "-0", "NaN", "\"../x.onnx\"", "\"\\u0000\"", "\"\\ud800\"", "//", "/*", ",,", "9999999999999999999", "\ufeff",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80],
    ];

    /// <inheritdoc/>
    public override string Try(byte[] input)
    {
        File.WriteAllBytes(_folder.Manifest, input);
        try
        {
            return DetectorManifest.Load(_folder.Manifest).Layout.ToString();
        }
        catch (ModelException)
        {
            return "refused";
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _folder.Dispose();
}
