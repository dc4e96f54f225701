using CsCheck;

namespace HyperFace.Synthesis.Tests;

public sealed class SyntheticPopulationTests
{
    [Fact]
    public void Populations_of_different_names_share_nobody()
    {
        string[] names = ["demo", "demo-model-fit", "demo-model-judge", "renderer-tests", "Demo", "demo "];
        var seen = new HashSet<ulong>();
        foreach (string name in names)
        {
            var people = new SyntheticPopulation(name);
            for (int subject = 0; subject < 20_000; subject++)
            {
                Assert.True(seen.Add(people.SubjectSeed(subject)), $"Subject {subject} of {name} stands in another population.");
            }
        }
    }

    [Fact]
    public void No_two_pictures_of_a_population_are_the_same()
    {
        var people = new SyntheticPopulation("demo");
        var seen = new HashSet<ulong>();
        for (int subject = 0; subject < 2_000; subject++)
        {
            for (int image = 0; image < 20; image++)
            {
                Assert.True(seen.Add(people.ImageSeed(subject, image)));
            }
        }
    }

    [Fact]
    public void A_population_is_the_same_on_every_machine()
    {
        var people = new SyntheticPopulation("demo");

        Assert.Equal(18051499481027596270ul, people.SubjectSeed(0));
        Assert.Equal(12299806928721559362ul, people.ImageSeed(7, 2));
    }

    [Fact]
    public void Every_drawn_trait_and_variation_is_within_its_range() =>
        Gen.ULong.Sample(
            seed =>
            {
                Identities.TraitLimits.Check(FaceIdentity.FromSeed(seed));
                Identities.TraitLimits.Check(FaceVariation.FromSeed(seed));
            },
            iter: 20_000);

    [Fact]
    public void A_population_without_a_name_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new SyntheticPopulation(""));
        Assert.Throws<ArgumentNullException>(() => new SyntheticPopulation(null!));
    }

    [Fact]
    public void A_negative_index_is_refused()
    {
        var people = new SyntheticPopulation("demo");

        Assert.Throws<ArgumentOutOfRangeException>(() => people.Subject(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => people.Variation(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => people.ImageSeed(-1, 0));
    }
}
