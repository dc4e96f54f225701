using CsCheck;
using HyperFace.Synthesis.Compression;

namespace HyperFace.Synthesis.Tests;

public sealed class WideVariationTests
{
    private static readonly FaceIdentity Person = FaceIdentity.FromSeed(11) with
    {
        Hair = new HairTraits(HairStyle.Parted, 0.3f, 0f, 0f, 0f, 0.5f, 0f, 0.6f, 0.4f, 9),
        Glasses = default,
        Beard = default,
    };

    private static FaceOcclusion Something(OcclusionKind kind) => new(kind, 0.2f, 0.1f, 0.5f, 20f, 0.5f, 7);

    [Fact]
    public void Every_wide_variation_is_within_its_range() =>
        Gen.ULong.Sample(seed => Identities.TraitLimits.Check(FaceVariation.FromSeed(seed, VariationRange.Wide)), iter: 20_000);

    [Fact]
    public void The_normal_range_is_what_a_seed_alone_gives() =>
        Gen.ULong.Sample(seed => FaceVariation.FromSeed(seed, VariationRange.Normal) == FaceVariation.FromSeed(seed) && FaceVariation.FromSeed(seed) is { JpegQuality: 0, Occlusion.Kind: OcclusionKind.None });

    [Fact]
    public void The_wide_range_covers_compresses_and_turns_as_often_as_it_says()
    {
        FaceVariation[] many = [.. Enumerable.Range(0, 8000).Select(i => FaceVariation.FromSeed((ulong)i, VariationRange.Wide))];

        Assert.InRange(many.Average(one => one.JpegQuality > 0 ? 1.0 : 0), 0.57, 0.63);
        Assert.InRange(many.Average(one => one.Occlusion.Kind != OcclusionKind.None ? 1.0 : 0), 0.23, 0.27);
        foreach (OcclusionKind kind in Enum.GetValues<OcclusionKind>().Where(kind => kind != OcclusionKind.None))
        {
            Assert.InRange(many.Average(one => one.Occlusion.Kind == kind ? 1.0 : 0), 0.04, 0.06);
        }

        Assert.InRange(many.Average(one => Math.Abs(one.Yaw) > 20 ? 1.0 : 0), 0.15, 0.35);
    }

    [Theory]
    [InlineData(OcclusionKind.DarkGlasses, 300, 2500)]
    [InlineData(OcclusionKind.Mask, 1500, 6000)]
    [InlineData(OcclusionKind.Hand, 700, 6000)]
    [InlineData(OcclusionKind.Strand, 200, 3000)]
    [InlineData(OcclusionKind.Thing, 400, 4000)]
    public void Every_occlusion_hides_a_part_and_not_the_whole(OcclusionKind kind, int least, int most)
    {
        byte[] free = Pictures.Of(Person, FaceVariation.Frontal);
        byte[] hidden = Pictures.Of(Person, FaceVariation.Frontal with { Occlusion = Something(kind) });

        Assert.InRange(Pictures.DifferingPixels(free, hidden), least, most);
    }

    [Fact]
    public void A_bald_head_has_no_strand()
    {
        FaceIdentity bald = Person with { Hair = Person.Hair with { Style = HairStyle.Bald } };
        Assert.Equal(Pictures.Of(bald, FaceVariation.Frontal), Pictures.Of(bald, FaceVariation.Frontal with { Occlusion = Something(OcclusionKind.Strand) }));
    }

    [Fact]
    public void Each_value_of_an_occlusion_shows()
    {
        FaceOcclusion plain = Something(OcclusionKind.Thing);
        byte[] picture = Of(plain);
        Assert.All(
            [plain with { X = -0.4f }, plain with { Y = -0.5f }, plain with { Size = 1f }, plain with { Angle = -40f }, plain with { Tone = 0.9f }, plain with { Seed = 8 }],
            other => Assert.InRange(Pictures.DifferingPixels(picture, Of(other)), 60, int.MaxValue));

        static byte[] Of(FaceOcclusion occlusion) => Pictures.Of(Person, FaceVariation.Frontal with { Occlusion = occlusion });
    }

    [Theory]
    [InlineData(9)]
    [InlineData(101)]
    [InlineData(-1)]
    public void A_quality_out_of_range_is_refused(int quality) => Assert.Contains(
        "variation.JpegQuality must be 10 to 100",
        Assert.Throws<ArgumentOutOfRangeException>(() => Pictures.Of(Person, FaceVariation.Frontal with { JpegQuality = quality })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_occlusion_out_of_range_is_refused_by_name()
    {
        FaceOcclusion plain = Something(OcclusionKind.Thing);
        Assert.Contains("variation.Occlusion.X must be -1 to 1", Refusal(plain with { X = 1.5f }), StringComparison.Ordinal);
        Assert.Contains("variation.Occlusion.Size must be 0 to 1", Refusal(plain with { Size = float.NaN }), StringComparison.Ordinal);
        Assert.Contains("variation.Occlusion.Angle must be -90 to 90", Refusal(plain with { Angle = 91f }), StringComparison.Ordinal);
        Assert.Contains("variation.Occlusion.Kind is none of None, DarkGlasses", Refusal(plain with { Kind = (OcclusionKind)17 }), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => FaceVariation.FromSeed(1, (VariationRange)5));

        static string Refusal(FaceOcclusion occlusion) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => Pictures.Of(Person, FaceVariation.Frontal with { Occlusion = occlusion })).Message;
    }

    [Fact]
    public void Less_quality_is_more_loss()
    {
        byte[] free = Pictures.Of(Person, FaceVariation.Frontal);
        double last = 0;
        foreach (int quality in new[] { 100, 90, 70, 40, 10 })
        {
            double loss = Loss(free, Pictures.Of(Person, FaceVariation.Frontal with { JpegQuality = quality }));
            Assert.True(loss > last, $"Quality {quality} loses {loss}, the one before {last}.");
            last = loss;
        }

        Assert.InRange(Loss(free, Pictures.Of(Person, FaceVariation.Frontal with { JpegQuality = 100 })), 0, 3);
    }

    [Fact]
    public void A_block_comes_back_from_the_transform_and_a_flat_one_is_its_mean_alone()
    {
        var block = new float[64];
        for (int i = 0; i < block.Length; i++)
        {
            block[i] = ((i * 37) % 255) - 128;
        }

        float[] copy = [.. block];
        JpegBlock.Forward(block);
        Assert.Equal(copy.Sum() / 8, block[0], 0.01f);
        JpegBlock.Backward(block);
        Assert.All(block.Zip(copy), pair => Assert.Equal(pair.Second, pair.First, 0.001f));

        Array.Fill(block, 10f);
        JpegBlock.Forward(block);
        Assert.Equal(80f, block[0], 0.001f);
        Assert.All(block[1..], value => Assert.Equal(0f, value, 0.001f));
    }

    [Fact]
    public void The_bytes_of_compression_and_occlusion_are_the_same_on_every_machine()
    {
        FaceVariation variation = FaceVariation.Frontal with { JpegQuality = 50 };
        string hashes = string.Join(' ', Enum.GetValues<OcclusionKind>().Select(kind =>
            Pictures.Hash(Pictures.Of(Person, variation with { Occlusion = kind == OcclusionKind.None ? default : Something(kind) }))[..12]));

        Assert.Equal("251a39ecd490 a4cd3e96526c 556287783dd9 5e9831114af7 1578d16f1660 8ceef2d2a519", hashes);
    }

    private static double Loss(byte[] a, byte[] b) => Math.Sqrt(a.Zip(b).Average(pair => Math.Pow(pair.First - pair.Second, 2)));
}
