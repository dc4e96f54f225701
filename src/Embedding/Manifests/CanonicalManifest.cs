using System.Text;

namespace HyperFace.Embedding.Manifests;

/// <summary>The text that a model's fingerprint is the SHA-256 of: one line for each property that changes a vector (docs/formats/model-manifest.md).</summary>
internal static class CanonicalManifest
{
    public static byte[] Of(ModelManifest manifest)
    {
        var text = new StringBuilder("hyperface-model 1\n");
        Add("sha256", manifest.Sha256.ToLowerInvariant());
        Add("input", manifest.Input);
        Add("width", FormattableString.Invariant($"{manifest.Width}"));
        Add("height", FormattableString.Invariant($"{manifest.Height}"));
        Add("channelOrder", ManifestWords.Of(manifest.ChannelOrder));
        Add("mean", Bits(manifest.Mean));
        Add("scale", Bits(manifest.Scale));
        Add("output", manifest.Output);
        Add("dimension", FormattableString.Invariant($"{manifest.Dimension}"));
        Add("alignment", manifest.Alignment);

        // These came later: a manifest that says nothing of them keeps the fingerprint that galleries know it by.
        if (manifest.AlignmentFit != AlignmentFit.Image)
        {
            Add("alignmentFit", ManifestWords.Of(manifest.AlignmentFit));
        }

        if (manifest.FlipFusion)
        {
            Add("flipFusion", "true");

            // Only here it changes a vector: the norms weigh the two images against each other.
            if (manifest.NormOutput is { } norm)
            {
                Add("normOutput", norm);
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());

        void Add(string property, string value) => text.Append(property).Append('=').Append(value).Append('\n');
    }

    // The bits, because there is one way only to write them; adding zero makes -0 and 0 one number, as they are for the model.
    private static string Bits(IReadOnlyList<float> values) =>
        string.Join(',', values.Select(value => BitConverter.SingleToUInt32Bits(value + 0f).ToString("x8", null)));
}
