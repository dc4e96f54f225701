using CsCheck;

namespace HyperFace.Embedding.Tests.Models;

public sealed class TemplateFusionTests
{
    private static readonly ModelFingerprint Model = ModelFingerprint.Named("tests");

    [Fact]
    public void The_fused_template_is_the_mean_of_the_features_at_unit_length()
    {
        FaceTemplate fused = FaceTemplate.Fuse([Template([1, 0], 3), Template([0, 1], 4)]);

        // Features (3, 0) and (0, 4): their mean is (1.5, 2), of length 2.5.
        Assert.Equal([0.6f, 0.8f], fused.Vector.ToArray());
        Assert.Equal(2.5f, fused.Norm);
        Assert.Equal(Model, fused.Fingerprint);
    }

    [Fact]
    public void One_template_is_itself() => Assert.Same(One, FaceTemplate.Fuse([One]));

    [Fact]
    public void Order_changes_nothing_and_every_fusion_has_unit_length() =>
        Gen.Select(Gen.Float[0.1f, 30].Array[3, 3], Gen.Double[-1, 1].Array[12, 12]).Sample((norms, values) =>
        {
            FaceTemplate[] templates = [.. Enumerable.Range(0, 3).Select(i => Unit(values[(4 * i)..(4 * (i + 1))], norms[i]))];
            if (templates.Any(template => template.Vector.Span.Contains(float.NaN)))
            {
                return;
            }

            FaceTemplate fused = FaceTemplate.Fuse(templates);
            FaceTemplate turned = FaceTemplate.Fuse([templates[2], templates[0], templates[1]]);
            Assert.Equal(1, fused.Vector.ToArray().Sum(value => (double)value * value), 1e-5);
            Assert.Equal(fused.Norm, turned.Norm, 1e-4f);
            Assert.True(fused.Norm <= norms.Average() * 1.0001f);
            for (int i = 0; i < 4; i++)
            {
                Assert.Equal(fused.Vector.Span[i], turned.Vector.Span[i], 1e-4f);
            }
        });

    [Fact]
    public void What_has_no_common_direction_or_no_common_model_is_refused()
    {
        Assert.Throws<ArgumentException>(() => FaceTemplate.Fuse([]));
        Assert.Throws<ArgumentNullException>(() => FaceTemplate.Fuse(null!));
        Assert.Contains("mean is zero", Assert.Throws<ArgumentException>(() => FaceTemplate.Fuse([Template([1, 0], 5), Template([-1, 0], 5)])).Message, StringComparison.Ordinal);
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(() => FaceTemplate.Fuse([Template([1, 0], float.PositiveInfinity), One])).Message, StringComparison.Ordinal);
        Assert.Contains("different models", Assert.Throws<ArgumentException>(() => FaceTemplate.Fuse([One, One with { Fingerprint = ModelFingerprint.Named("other") }])).Message, StringComparison.Ordinal);
        Assert.Contains("different models", Assert.Throws<ArgumentException>(() => FaceTemplate.Fuse([One, Template([1, 0, 0], 1)])).Message, StringComparison.Ordinal);
    }

    private static FaceTemplate One { get; } = Template([1, 0], 2);

    private static FaceTemplate Template(float[] vector, float norm) => new(vector, norm, Model);

    private static FaceTemplate Unit(double[] values, float norm)
    {
        double length = Math.Sqrt(values.Sum(value => value * value));
        return Template(Array.ConvertAll(values, value => (float)(value / length)), norm);
    }
}
