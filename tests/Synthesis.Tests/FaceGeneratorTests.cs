namespace HyperFace.Synthesis.Tests;

public sealed class FaceGeneratorTests
{
    [Fact]
    public void A_generator_draws_the_person_of_the_code_in_the_variation_of_the_seed()
    {
        var generator = new ProceduralFaceGenerator(128);
        float[] code = IdentityCodeTests.Draw(5, 128);
        var rgb = new byte[FaceRenderer.ByteCount];
        generator.Generate(code, 77, rgb);

        Assert.Equal((128, FaceRenderer.Size, VariationRange.Normal), (generator.CodeLength, generator.Size, generator.Range));
        Assert.Equal(Pictures.Of(new IdentityCodeMap(128).Identity(code), FaceVariation.FromSeed(77)), rgb);
        generator.Generate(code, 78, rgb);
        Assert.NotEqual(Pictures.Of(new IdentityCodeMap(128).Identity(code), FaceVariation.FromSeed(77)), rgb);
    }

    [Fact]
    public void A_wide_generator_draws_at_another_size_what_the_wide_range_says()
    {
        var generator = new ProceduralFaceGenerator(128, VariationRange.Wide, 64);
        float[] code = IdentityCodeTests.Draw(5, 128);
        var rgb = new byte[64 * 64 * 3];
        generator.Generate(code, 3, rgb);
        Assert.Equal(Pictures.Of(new IdentityCodeMap(128).Identity(code), FaceVariation.FromSeed(3, VariationRange.Wide), 64), rgb);
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        var generator = new ProceduralFaceGenerator(64, VariationRange.Wide, 48);
        string[] alone = [.. Enumerable.Range(0, 24).Select(Hash)];
        var together = new string[24];
        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = Hash(i));
        Assert.Equal(alone, together);

        string Hash(int i)
        {
            var rgb = new byte[48 * 48 * 3];
            generator.Generate(IdentityCodeTests.Draw((ulong)i, 64), (ulong)i, rgb);
            return Pictures.Hash(rgb);
        }
    }

    [Fact]
    public void What_cannot_be_made_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ProceduralFaceGenerator(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProceduralFaceGenerator(64, (VariationRange)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProceduralFaceGenerator(64, size: 8));
        var generator = new ProceduralFaceGenerator(64);
        Assert.Throws<ArgumentException>(() => generator.Generate(IdentityCodeTests.Draw(1, 65), 1, new byte[FaceRenderer.ByteCount]));
        Assert.Throws<ArgumentException>(() => generator.Generate(IdentityCodeTests.Draw(1, 64), 1, new byte[5]));
    }
}
