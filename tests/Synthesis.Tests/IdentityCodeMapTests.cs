using System.Reflection;
using HyperFace.Synthesis.Codes;

namespace HyperFace.Synthesis.Tests;

public sealed class IdentityCodeMapTests
{
    private const int People = 6000;

    [Fact]
    public void Every_code_gives_a_person_who_can_be_drawn()
    {
        foreach (int length in new[] { 8, 89, 90, 128, 512, 4096 })
        {
            var map = new IdentityCodeMap(length);
            for (ulong seed = 0; seed < 200; seed++)
            {
                Identities.TraitLimits.Check(map.Identity(IdentityCodeTests.Draw(seed, length)));
            }

            // The far ends of the sphere too.
            for (int i = 0; i < length; i += Math.Max(1, length / 20))
            {
                var pole = new float[length];
                pole[i] = 1f;
                Identities.TraitLimits.Check(map.Identity(pole));
                pole[i] = -1f;
                Identities.TraitLimits.Check(map.Identity(pole));
            }
        }
    }

    [Theory]
    [InlineData(90)]
    [InlineData(512)]
    public void Random_codes_give_the_population_that_seeds_give(int length)
    {
        var map = new IdentityCodeMap(length);
        List<FaceIdentity> coded = [.. Enumerable.Range(0, People).Select(i => map.Identity(IdentityCodeTests.Draw((ulong)i, length)))];
        List<FaceIdentity> drawn = [.. Enumerable.Range(0, People).Select(i => FaceIdentity.FromSeed((ulong)i))];

        foreach ((string name, Func<FaceIdentity, double> value) in Numbers())
        {
            double[] a = [.. coded.Select(value).Order()];
            double[] b = [.. drawn.Select(value).Order()];

            // Largest distance between the two distribution functions (Kolmogorov and Smirnov): 0.036 is exceeded once in a thousand.
            Assert.True(Distance(a, b) < 0.04, $"{name}: {Distance(a, b)}");
        }
    }

    // Below 90 values traits share directions: each by itself is spread as in the population, but those that are made of
    // two numbers, such as the colour of the hair, are not.
    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    public void Short_codes_give_the_population_trait_by_trait(int length)
    {
        var map = new IdentityCodeMap(length);
        List<FaceIdentity> coded = [.. Enumerable.Range(0, People).Select(i => map.Identity(IdentityCodeTests.Draw((ulong)i, length)))];
        List<FaceIdentity> drawn = [.. Enumerable.Range(0, People).Select(i => FaceIdentity.FromSeed((ulong)i))];
        foreach ((string name, Func<FaceIdentity, double> value) in Numbers().Where(number => number.Name.Split('.')[0] is "Head" or "Nose" or "Brows" or "Mouth"))
        {
            double distance = Distance([.. coded.Select(value).Order()], [.. drawn.Select(value).Order()]);
            Assert.True(distance < 0.05, $"{name}: {distance}");
        }
    }

    [Fact]
    public void Every_trait_is_reached_and_nothing_is_left_over()
    {
        // Somebody with freckles, red hair, a beard, glasses and moles, so that all that depends on them shows.
        FaceIdentity[] some =
        [
            LatentTraits.Read(Uniforms(0.05f), 1),
            LatentTraits.Read(Uniforms(0.2f), 1),
            LatentTraits.Read(Uniforms(0.97f), 1),
        ];
        for (int i = 0; i < LatentTraits.Count; i++)
        {
            bool reached = false;
            for (int k = 0; k < some.Length && !reached; k++)
            {
                float[] other = Uniforms(k == 0 ? 0.05f : k == 1 ? 0.2f : 0.97f);
                foreach (float value in new[] { 0.02f, 0.15f, 0.45f, 0.7f, 0.99f })
                {
                    other[i] = value;
                    reached |= !Same(some[k], LatentTraits.Read(other, 1));
                }
            }

            Assert.True(reached, $"Latent {i} changes nobody.");
        }

        static float[] Uniforms(float value) => [.. Enumerable.Repeat(value, LatentTraits.Count)];
    }

    [Fact]
    public void Near_codes_give_similar_people()
    {
        var map = new IdentityCodeMap(512);
        var jumps = new List<double>();
        for (ulong seed = 0; seed < 300; seed++)
        {
            float[] code = IdentityCodeTests.Draw(seed, 512);
            var near = new float[512];
            IdentityCode.Vary(code, 0.001f, seed, near);
            FaceIdentity here = map.Identity(code);
            FaceIdentity there = map.Identity(near);
            foreach ((string name, Func<FaceIdentity, double> value) in Numbers().Where(number => number.Name.StartsWith("Head", StringComparison.Ordinal) || number.Name.StartsWith("Nose", StringComparison.Ordinal)))
            {
                // A step of beta 0.001 moves a coordinate by 0.023 of its deviation, and a trait by about 0.02.
                Assert.True(Math.Abs(value(here) - value(there)) < 0.12, $"{name} jumps.");
            }

            jumps.Add(Styles(here) == Styles(there) ? 0 : 1);
        }

        // Styles may switch, seldom.
        Assert.InRange(jumps.Average(), 0, 0.12);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(89)]
    [InlineData(90)]
    [InlineData(512)]
    public void Directions_are_orthonormal_as_far_as_there_is_room(int length)
    {
        ReadOnlySpan<float> directions = CodeProjection.Of(length).Directions;
        Assert.Equal(90, IdentityCodeMap.LatentCount);
        Assert.Equal(90 * length, directions.Length);
        for (int i = 0; i < 90; i++)
        {
            // Where the room is used up, a new group begins.
            for (int j = i / length * length; j <= i; j++)
            {
                double cosine = 0;
                for (int k = 0; k < length; k++)
                {
                    cosine += (double)directions[(i * length) + k] * directions[(j * length) + k];
                }

                Assert.Equal(i == j ? 1 : 0, cosine, 1e-6);
            }
        }
    }

    [Fact]
    public void A_person_of_a_code_is_the_same_on_every_machine()
    {
        FaceIdentity person = new IdentityCodeMap(128).Identity(IdentityCodeTests.Draw(42, 128));

        Assert.Equal("01d7c294b2b80f1a09099cc96bb1c1bfc7dc457b5c783bd67d1ec463d6e8479d", Pictures.Hash(Pictures.Of(person, FaceVariation.Frontal)));
    }

    [Fact]
    public void What_is_no_code_is_refused()
    {
        var map = new IdentityCodeMap(8);
        Assert.Contains("9 values; this map reads 8", Assert.Throws<ArgumentException>(() => map.Identity(IdentityCodeTests.Draw(1, 9))).Message, StringComparison.Ordinal);
        Assert.Contains("the length 1", Assert.Throws<ArgumentException>(() => map.Identity(new float[8])).Message, StringComparison.Ordinal);
        Assert.Contains("not a finite number", Assert.Throws<ArgumentException>(() => map.Identity([1, float.PositiveInfinity, 0, 0, 0, 0, 0, 0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new IdentityCodeMap(7));
        Assert.Throws<ArgumentException>(() => new IdentityCodeMap(4097));
    }

    [Fact]
    public void The_distribution_on_the_sphere_is_uniform_in_its_own_quantiles()
    {
        foreach (int length in new[] { 8, 16, 512 })
        {
            double[] shares = [.. Enumerable.Range(0, People).Select(i => (double)SphereDistribution.Below(IdentityCodeTests.Draw((ulong)i, length)[0], length)).Order()];
            double worst = shares.Select((share, i) => Math.Abs(share - ((i + 0.5) / People))).Max();
            Assert.InRange(worst, 0, 0.025);
            Assert.Equal(0.5f, SphereDistribution.Below(0, length), 1e-6f);
            Assert.InRange(SphereDistribution.Below(1, length), 0.999f, 0.99999995f);
            Assert.InRange(SphereDistribution.Below(-1, length), 0f, 0.001f);
        }
    }

    // Every number among the traits, by name.
    private static IEnumerable<(string Name, Func<FaceIdentity, double> Value)> Numbers()
    {
        foreach (PropertyInfo part in typeof(FaceIdentity).GetProperties().Where(part => part.PropertyType.IsValueType && part.PropertyType.Namespace == "HyperFace.Synthesis"))
        {
            foreach (PropertyInfo trait in part.PropertyType.GetProperties().Where(trait => trait.PropertyType == typeof(float) || trait.PropertyType.IsEnum))
            {
                yield return ($"{part.Name}.{trait.Name}", person => Convert.ToDouble(trait.GetValue(part.GetValue(person)), System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        yield return ("Marks", person => person.Marks.Count);
    }

    private static string Styles(FaceIdentity person) =>
        $"{person.Hair.Style} {person.Beard.Style} {person.Glasses.Shape}";

    private static bool Same(FaceIdentity a, FaceIdentity b) => a with { Seed = 0, Marks = [] } == b with { Seed = 0, Marks = [] } && a.Marks.SequenceEqual(b.Marks);

    private static double Distance(double[] a, double[] b)
    {
        double worst = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            double at = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] <= at)
            {
                i++;
            }

            while (j < b.Length && b[j] <= at)
            {
                j++;
            }

            worst = Math.Max(worst, Math.Abs(((double)i / a.Length) - ((double)j / b.Length)));
        }

        return worst;
    }
}
