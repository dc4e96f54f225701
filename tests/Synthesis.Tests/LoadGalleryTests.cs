using System.Text.Json;

namespace HyperFace.Synthesis.Tests;

public sealed class LoadGalleryTests
{
    public static TheoryData<string> Profiles => ["hyperface", "strong"];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Similarities_come_out_as_the_profile_says(string name)
    {
        using var folder = new TemporaryFolder();
        EmbeddingProfile profile = EmbeddingProfile.Named(name);
        LoadGalleryReport report = LoadGallery.Write(new LoadGalleryOptions { Templates = 1500, Profile = profile, Probes = 400 }, folder.Path);

        // Measured here anew, from the files alone.
        using PackedPoints templates = PackedPoints.Read(folder[LoadGallery.TemplatesFile]);
        using PackedPoints probes = PackedPoints.Read(folder[LoadGallery.ProbesFile]);
        string[] ids = File.ReadAllLines(folder[LoadGallery.IdsFile]);
        string[] probeIds = File.ReadAllLines(folder[LoadGallery.ProbeIdsFile]);
        Assert.Equal((1500, 800, 1500, 800), (templates.Count, probes.Count, ids.Length, probeIds.Length));
        var mated = new List<double>();
        var nonMated = new List<double>();
        for (int probe = 0; probe < probes.Count; probe++)
        {
            for (int row = 0; row < templates.Count; row++)
            {
                (ids[row] == probeIds[probe] ? mated : nonMated).Add(Dot(probes[probe], templates[row]));
            }
        }

        Assert.Equal(400, mated.Count);
        Near(profile.Mated!.Value, SimilaritySpread.Of(mated)!, 0.03);
        Near(profile.NonMated!.Value, SimilaritySpread.Of(nonMated)!, 0.02);
        Near(profile.Mated!.Value, report.Mated, 0.03);
        Near(profile.NonMated!.Value, report.NonMated!, 0.02);
    }

    [Fact]
    public void What_is_planted_is_what_the_truth_says()
    {
        using var folder = new TemporaryFolder();
        var options = new LoadGalleryOptions
        {
            Templates = 1000, TemplatesPerSubject = 2, Dimension = 128, Profile = EmbeddingProfile.Strong, Duplicates = 0.1, Twins = 0.05, Mislabels = 0.02, Probes = 20,
        };
        LoadGalleryReport report = LoadGallery.Write(options, folder.Path);
        JsonElement[] truth = [.. File.ReadLines(folder[LoadGallery.TruthFile]).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal((500, 50, 25, 20), (report.Subjects, report.Duplicates, report.Twins, (int)report.Mislabels));
        Assert.Equal((50, 25, 20), (Of("duplicate").Length, Of("twin").Length, Of("mislabel").Length));

        using PackedPoints templates = PackedPoints.Read(folder[LoadGallery.TemplatesFile]);
        string[] ids = File.ReadAllLines(folder[LoadGallery.IdsFile]);
        Assert.Equal(500, ids.Distinct().Count());

        // Two ids of one person are as alike as two pictures of one person; strangers are not.
        double duplicates = Of("duplicate").Average(line => Between(line.GetProperty("subjectId").GetString()!, line.GetProperty("of").GetString()!));
        double twins = Of("twin").Average(line => Between(line.GetProperty("subjectId").GetString()!, line.GetProperty("of").GetString()!));
        double strangers = Enumerable.Range(0, 200).Average(i => Between(ids[4 * i], ids[(4 * i) + 2]));
        Assert.InRange(duplicates, 0.45, 0.8);
        Assert.InRange(twins, 0.35, duplicates);
        Assert.InRange(strangers, -0.1, 0.15);

        JsonElement[] Of(string kind) => [.. truth.Where(line => line.GetProperty("kind").GetString() == kind)];
        double Between(string a, string b) => Dot(templates[Array.IndexOf(ids, a)], templates[Array.IndexOf(ids, b)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_mislabelled_template_is_of_whom_the_truth_says(int each)
    {
        using var folder = new TemporaryFolder();
        var options = new LoadGalleryOptions { Templates = 600, TemplatesPerSubject = each, Dimension = 128, Profile = EmbeddingProfile.Strong, Mislabels = 0.2, Probes = 600 };
        LoadGalleryReport report = LoadGallery.Write(options, folder.Path);
        string[] ids = File.ReadAllLines(folder[LoadGallery.IdsFile]);
        JsonElement[] truth = [.. File.ReadLines(folder[LoadGallery.TruthFile]).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal((120, 120, 120), ((int)report.Mislabels, truth.Length, truth.DistinctBy(line => line.GetProperty("row").GetInt32()).Count()));

        // A subject whose only template bears another's id is in the gallery under none.
        Assert.Equal(ids.Distinct().Count(), report.Subjects);

        // Drawn again without mislabels, rows are the same and the ids are the true ones.
        using var clean = new TemporaryFolder();
        LoadGallery.Write(options with { Mislabels = 0 }, clean.Path);
        Assert.Equal(File.ReadAllBytes(clean[LoadGallery.TemplatesFile]), File.ReadAllBytes(folder[LoadGallery.TemplatesFile]));
        Assert.Empty(File.ReadAllBytes(clean[LoadGallery.TruthFile]));
        string[] own = File.ReadAllLines(clean[LoadGallery.IdsFile]);
        foreach (JsonElement line in truth)
        {
            int row = line.GetProperty("row").GetInt32();
            Assert.Equal((ids[row], own[row]), (line.GetProperty("subjectId").GetString(), line.GetProperty("of").GetString()));
            Assert.NotEqual(ids[row], own[row]);
            own[row] = ids[row];
        }

        Assert.Equal(own, ids);

        // Whoever is probed as mated is enrolled as himself; the others are not enrolled.
        string[] probes = File.ReadAllLines(folder[LoadGallery.ProbeIdsFile]);
        Assert.Equal(2 * report.Probes, probes.Length);
        string[] touched = [.. truth.SelectMany(line => new[] { line.GetProperty("subjectId").GetString()!, line.GetProperty("of").GetString()! })];
        Assert.All(probes.Take(report.Probes), id => Assert.True(ids.Contains(id) && !touched.Contains(id)));
        Assert.All(probes.Skip(report.Probes), id => Assert.DoesNotContain(id, ids));
        Assert.Equal(probes.Length, probes.Distinct().Count());
    }

    [Fact]
    public void Nobody_is_planted_twice_and_a_duplicated_subject_is_not_probed()
    {
        using var folder = new TemporaryFolder();
        LoadGallery.Write(new LoadGalleryOptions { Templates = 500, Dimension = 32, Profile = EmbeddingProfile.HyperFace, Duplicates = 0.2, Twins = 0.2, Probes = 500 }, folder.Path);
        (string Kind, string Id, string Of)[] truth = [.. File.ReadLines(folder[LoadGallery.TruthFile])
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(line => (line.GetProperty("kind").GetString()!, line.GetProperty("subjectId").GetString()!, line.GetProperty("of").GetString()!))];
        string[] named = [.. truth.SelectMany(line => new[] { line.Id, line.Of })];
        Assert.Equal(400, named.Length);
        Assert.Equal(400, named.Distinct().Count());
        string[] probes = File.ReadAllLines(folder[LoadGallery.ProbeIdsFile]);
        Assert.All(truth.Where(line => line.Kind == "duplicate"), line => Assert.False(probes.Contains(line.Id) || probes.Contains(line.Of)));
        Assert.Contains(truth, line => line.Kind == "twin" && probes.Contains(line.Id));
    }

    [Fact]
    public void What_an_earlier_gallery_left_is_not_taken_for_this_ones()
    {
        using var folder = new TemporaryFolder();
        var options = new LoadGalleryOptions { Templates = 101, TemplatesPerSubject = 2, Dimension = 32, Profile = EmbeddingProfile.Clustered, Twins = 0.1, Probes = 10 };
        LoadGallery.Write(options, folder.Path);
        LoadGalleryReport report = LoadGallery.Write(options with { Probes = 0, Twins = 0 }, folder.Path);
        Assert.Equal((100, 50, 0, 0), ((int)report.Templates, report.Subjects, report.Probes, report.Twins));
        Assert.Equal([LoadGallery.IdsFile, LoadGallery.TemplatesFile, LoadGallery.TruthFile], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(File.ReadAllBytes(folder[LoadGallery.TruthFile]));
    }

    [Fact]
    public void Of_a_single_subject_no_similarities_of_strangers_are_made_up()
    {
        using var folder = new TemporaryFolder();
        LoadGalleryReport report = LoadGallery.Write(new LoadGalleryOptions { Templates = 1, Dimension = 16, Profile = EmbeddingProfile.Strong, Probes = 5 }, folder.Path);
        Assert.Equal((1, 1, 1), ((int)report.Templates, report.Subjects, report.Probes));
        Assert.Null(report.NonMated);
    }

    [Fact]
    public void What_was_stopped_leaves_no_half_a_file()
    {
        // Of two blocks of rows the second is never drawn.
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var options = new LoadGalleryOptions { Templates = (1 << 21) / 128 + 1, Dimension = 128, Profile = EmbeddingProfile.HyperFace, Probes = 10 };
        LoadGallery.Write(options with { Templates = 200, Mislabels = 0.1 }, folder.Path);
        File.WriteAllText(folder[LoadGallery.SummaryFile], "{}");
        File.WriteAllText(folder["notes.txt"], "mine");
        Assert.ThrowsAny<OperationCanceledException>(() => LoadGallery.Write(options, folder.Path, new StopAtOnce(stop), stop.Token));

        // And of the earlier gallery nothing is left that could be taken for this one's.
        Assert.Equal(["notes.txt"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void The_same_seed_gives_the_same_files()
    {
        using var one = new TemporaryFolder();
        using var two = new TemporaryFolder();
        using var other = new TemporaryFolder();
        var options = new LoadGalleryOptions { Templates = 300, TemplatesPerSubject = 3, Dimension = 64, Profile = EmbeddingProfile.HyperFace, Twins = 0.1, Mislabels = 0.1, Probes = 30 };
        LoadGallery.Write(options, one.Path);
        LoadGallery.Write(options, two.Path);
        LoadGallery.Write(options with { Seed = 2 }, other.Path);
        foreach (string file in Directory.GetFiles(one.Path).Select(file => Path.GetFileName(file)!))
        {
            Assert.Equal(File.ReadAllBytes(one[file]), File.ReadAllBytes(two[file]));
        }

        Assert.NotEqual(File.ReadAllBytes(one[LoadGallery.TemplatesFile]), File.ReadAllBytes(other[LoadGallery.TemplatesFile]));
    }

    [Fact]
    public void A_profile_is_fitted_to_what_is_asked()
    {
        var profile = EmbeddingProfile.Fit("mine", 256, new SimilarityTarget(0.7, 0.1), new SimilarityTarget(0.03, 0.09));
        using var folder = new TemporaryFolder();
        LoadGalleryReport report = LoadGallery.Write(new LoadGalleryOptions { Templates = 3000, Dimension = 256, Profile = profile, Probes = 500 }, folder.Path);
        Near(new SimilarityTarget(0.7, 0.1), report.Mated, 0.02);
        Near(new SimilarityTarget(0.03, 0.09), report.NonMated!, 0.02);
    }

    [Fact]
    public void What_cannot_be_made_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        var good = new LoadGalleryOptions { Templates = 10, Profile = EmbeddingProfile.HyperFace };
        foreach ((LoadGalleryOptions bad, string name) in new[]
        {
            (good with { Templates = 0 }, "Templates"),
            (good with { TemplatesPerSubject = 11 }, "Templates"),
            (good with { TemplatesPerSubject = 0 }, "TemplatesPerSubject"),
            (good with { Dimension = 1 }, "imension"),
            (good with { Duplicates = 0.3 }, "Duplicates"),
            (good with { Twins = double.NaN }, "Twins"),
            (good with { Mislabels = -0.1 }, "Mislabels"),
            (good with { Probes = -1 }, "Probes"),
            (good with { TwinResemblance = 1.1 }, "TwinResemblance"),
            (good with { Dimension = EmbeddingPopulation.MaxDimension + 1 }, "imension"),
            (good with { Templates = 2, TemplatesPerSubject = 2, Mislabels = 0.2 }, "one subject"),
            (good with { Templates = 3, Duplicates = 0.2, Twins = 0.2 }, "1 duplicates and 1 twins need 4 subjects; there are 3"),
            (good with { Templates = 2560, TemplatesPerSubject = 256, Mislabels = 0.2, Probes = 1 }, "nobody can be probed"),
            (good with { Profile = EmbeddingProfile.Strong with { Common = 1 } }, "Common of the profile strong is 1"),
            (good with { Profile = EmbeddingProfile.Strong with { Decay = 0 } }, "Decay"),
            (good with { Profile = EmbeddingProfile.Strong with { Likeness = double.NaN } }, "Likeness"),
            (good with { Profile = EmbeddingProfile.Strong with { LikenessDeviation = -0.1 } }, "LikenessDeviation"),
            (good with { Profile = EmbeddingProfile.Clustered, Dimension = 16 }, "Directions of the profile clustered is 30; it must be 1 to 16"),
            (good with { Profile = EmbeddingProfile.Clustered with { Families = new LookAlikeFamilies(0, 0.5, 2, 0.5) } }, "Subjects"),
            (good with { Profile = EmbeddingProfile.Clustered with { Families = new LookAlikeFamilies(5, 1.5, 2, 0.5) } }, "Share"),
            (good with { Profile = EmbeddingProfile.Clustered with { Families = new LookAlikeFamilies(5, 0.5, 2, -1) } }, "NoiseWithin"),
        })
        {
            Assert.Contains(name, Assert.ThrowsAny<ArgumentException>(() => LoadGallery.Write(bad, folder.Path)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => EmbeddingProfile.Named("nobody"));
        Assert.Throws<ArgumentException>(() => EmbeddingProfile.Fit("impossible", 64, new SimilarityTarget(0.1, 0.5), new SimilarityTarget(0.6, 0.3)));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));

        var population = new EmbeddingPopulation(EmbeddingProfile.Strong, 32, subjects: 2, seed: 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => population.TwinTemplate(0, 0, twin: 1, resemblance: 1.01, new float[32]));
        Assert.Throws<ArgumentOutOfRangeException>(() => population.TwinProbe(0, twin: 1, double.NaN, new float[32]));
    }

    [Fact]
    public void What_is_refused_leaves_an_earlier_gallery_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var options = new LoadGalleryOptions { Templates = 20, Dimension = 32, Profile = EmbeddingProfile.HyperFace, Probes = 3 };
        LoadGallery.Write(options, folder.Path);
        string[] files = [.. Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal)];
        Assert.Throws<ArgumentException>(() => LoadGallery.Write(options with { Templates = 3, Duplicates = 0.2, Twins = 0.2 }, folder.Path));
        Assert.Equal(files, Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Fitting_a_profile_can_be_stopped() => Assert.Throws<OperationCanceledException>(() =>
        EmbeddingProfile.Fit("mine", 256, new SimilarityTarget(0.7, 0.1), new SimilarityTarget(0.03, 0.09), new CancellationToken(canceled: true)));

    private static void Near(SimilarityTarget asked, SimilaritySpread found, double tolerance)
    {
        Assert.Equal(asked.Mean, found.Mean, tolerance);
        Assert.Equal(asked.Deviation, found.Deviation, tolerance);
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }

    private sealed class StopAtOnce(CancellationTokenSource source) : IProgress<long>
    {
        public void Report(long value) => source.Cancel();
    }
}
