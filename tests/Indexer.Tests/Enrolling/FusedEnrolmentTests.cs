using HyperFace.Embedding;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer.Tests.Enrolling;

public sealed class FusedEnrolmentTests
{
    [Fact]
    public void Norms_weigh_and_metadata_merge_in_order()
    {
        TemplateEnrolment fused = TemplateEnrolment.Fuse(
        [
            Of([1, 0], norm: 3, hash: 'a') with { Source = "a.jpg", Metadata = new Dictionary<string, string> { ["floor"] = "1", ["room"] = "2" } },
            Of([0, 5], norm: 4, hash: 'b') with { Source = "b.jpg", Metadata = new Dictionary<string, string> { ["floor"] = "3" } },
        ]);

        Assert.Equal([0.6f, 0.8f], fused.Vector.ToArray());
        Assert.Equal((2.5f, 2, "a.jpg and 1 more"), (fused.Norm, fused.Images, fused.Source));
        Assert.Equal(new Dictionary<string, string> { ["floor"] = "3", ["room"] = "2" }, fused.Metadata);
        Assert.Equal(FusedEnrolment.HashOfSet([new string('b', 64), new string('a', 64)]), fused.ContentHash);
    }

    [Fact]
    public void The_same_content_counts_once_and_one_is_itself()
    {
        TemplateEnrolment one = Of([1, 0], norm: 3, hash: 'a');
        Assert.Equal(one, TemplateEnrolment.Fuse([one]));
        Assert.Equal(one, TemplateEnrolment.Fuse([one, one with { Vector = new float[] { 0, 1 } }]));
        Assert.Equal(new string('a', 64), FusedEnrolment.HashOfSet([new string('a', 64), new string('a', 64)]));
    }

    [Fact]
    public void Without_a_norm_the_vector_is_the_feature() =>
        Assert.Equal([0.6f, 0.8f], TemplateEnrolment.Fuse([Of([3, 0], null, 'a'), Of([0, 4], null, 'b')]).Vector.ToArray());

    [Fact]
    public void What_cannot_be_fused_is_refused_by_name()
    {
        TemplateEnrolment one = Of([1, 0], 3, 'a');
        Assert.Throws<ArgumentException>(() => TemplateEnrolment.Fuse([]));
        Assert.Throws<ArgumentException>(() => TemplateEnrolment.Fuse([.. Enumerable.Repeat(one, 4097)]));
        Assert.Throws<ArgumentException>(() => TemplateEnrolment.Fuse([one, one with { SubjectId = "bob" }]));
        Assert.Throws<ArgumentException>(() => TemplateEnrolment.Fuse([one, one with { Fingerprint = ModelFingerprint.Named("x") }]));
        Assert.Throws<InvalidRequestException>(() => TemplateEnrolment.Fuse([one, Of([0, 1], -1, 'b')]));
        Assert.Throws<InvalidRequestException>(() => TemplateEnrolment.Fuse([one, one with { ContentHash = "b" }]));
        Assert.Equal(RejectionReason.ZeroVector, Assert.Throws<EnrolmentRejectedException>(() => TemplateEnrolment.Fuse([one, Of([-1, 0], 3, 'b')])).Reason);
        Assert.Equal(RejectionReason.NotFinite, Assert.Throws<EnrolmentRejectedException>(() => TemplateEnrolment.Fuse([one, Of([float.NaN, 0], 3, 'b')])).Reason);
        Assert.Equal(RejectionReason.WrongDimension, Assert.Throws<EnrolmentRejectedException>(() => TemplateEnrolment.Fuse([one, Of([1, 0, 0], 3, 'b')])).Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4097)]
    public void A_number_of_images_out_of_range_is_refused(int images) =>
        Assert.Throws<InvalidRequestException>(() => EnrolmentRules.RequireImages(images));

    private static TemplateEnrolment Of(float[] vector, float? norm, char hash) =>
        new() { SubjectId = "ann", Vector = vector, Norm = norm, ContentHash = new string(hash, 64) };
}
