using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Log;

namespace HyperFace.Indexer.Tests.Catalogue;

public sealed class CatalogueFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder["catalog.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_subject_comes_back_as_it_was()
    {
        var subject = new SubjectEntry(7, "Ä 😀", new Dictionary<string, string> { ["Name"] = "1", ["name"] = "2", ["empty"] = "" },
        [
            new TemplateEntry(ulong.MaxValue - 1, new string('0', 64), null, null, -5, null, null),
            new TemplateEntry(9, new string('f', 64), "a file", 21.25f, 1_700_000_000_000, "job", 0, 4),
        ]);

        SubjectEntry read = CatalogueDocuments.ToSubject(CatalogueDocuments.ToDocument(subject));

        Assert.Equal(subject with { Metadata = read.Metadata, Templates = read.Templates }, read);
        Assert.Equal(subject.Metadata, read.Metadata);
        Assert.Equal(subject.Templates, read.Templates);
    }

    [Fact]
    public void A_new_one_remembers_its_generation_and_next_key()
    {
        CatalogueFile.Create(FilePath, generation: 5, nextKey: 77).Dispose();

        using CatalogueFile? file = CatalogueFile.TryOpen(FilePath, 5);

        Assert.NotNull(file);
        Assert.Equal((5UL, 0UL, 77U, 0L, 0L), (file.Generation, file.AppliedLsn, file.NextKey, file.Subjects, file.Templates));
    }

    [Fact]
    public void One_of_another_generation_or_of_an_earlier_moment_is_not_opened()
    {
        CatalogueFile.Create(FilePath, generation: 5, nextKey: 1).Dispose();

        Assert.Null(CatalogueFile.TryOpen(FilePath, 4));
        Assert.Null(CatalogueFile.TryOpen(FilePath, 5, lsn: 1));
        Assert.Null(CatalogueFile.TryOpen(_folder["nothing.db"], 5));
    }

    [Fact]
    public void Keys_lead_to_their_subjects_across_many_blocks()
    {
        using CatalogueFile file = CatalogueFile.Create(FilePath, 1, 1);
        var changes = new CatalogueChanges(file);
        for (uint key = 1; key <= 1000; key++)
        {
            changes.Apply(new EnrolBody($"s{key}", key, Hash(key)), key, 0);
        }

        Commit(file, changes, 1000);
        changes = new CatalogueChanges(file);
        for (uint key = 64; key < 128; key++)
        {
            changes.Apply(new RemoveBody($"s{key}", key, [key]));
        }

        Commit(file, changes, 1064);

        Assert.Equal((936, 936, 1001U), (file.Subjects, file.Templates, file.NextKey));
        for (uint key = 0; key < 1100; key++)
        {
            bool there = key is >= 1 and <= 1000 and not (>= 64 and < 128);
            Assert.Equal(there ? $"s{key}" : null, file.Find(key)?.SubjectId);
            Assert.Equal(there ? key : null, file.Find($"s{key}")?.Key);
        }
    }

    [Fact]
    public void An_enrolment_under_somebody_elses_key_is_refused()
    {
        using CatalogueFile file = CatalogueFile.Create(FilePath, 1, 1);
        var changes = new CatalogueChanges(file);
        changes.Apply(new EnrolBody("a", 1, Hash(1)), 1, 0);

        LogDamagedException e = Assert.Throws<LogDamagedException>(() => changes.Apply(new EnrolBody("b", 1, Hash(2)), 2, 0));

        Assert.Contains("'a'", e.Message, StringComparison.Ordinal);
        Assert.Contains("'b'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_whose_removal_was_lost_gives_way_to_its_successor()
    {
        using CatalogueFile file = CatalogueFile.Create(FilePath, 1, 1);
        var changes = new CatalogueChanges(file);
        changes.Apply(new EnrolBody("a", 1, Hash(1)), 1, 0);
        changes.Apply(new EnrolBody("a", 1, Hash(2)), 2, 0);
        Commit(file, changes, 2);
        changes = new CatalogueChanges(file);
        changes.Apply(new EnrolBody("a", 2, Hash(3)), 4, 0);
        Commit(file, changes, 4);

        Assert.Equal((1, 1), (file.Subjects, file.Templates));
        Assert.Null(file.Find(1));
        Assert.Equal(4UL, Assert.Single(file.Find(2)!.Templates).Id);
    }

    [Fact]
    public void A_commit_that_fails_leaves_the_file_as_it_was()
    {
        using (CatalogueFile file = CatalogueFile.Create(FilePath, 1, 1))
        {
            var changes = new CatalogueChanges(file);
            changes.Apply(new EnrolBody("a", 1, Hash(1)), 1, 0);
            Commit(file, changes, 1);
            changes = new CatalogueChanges(file);
            changes.Apply(new EnrolBody("b", 2, Hash(2)), 2, 0);
            changes.Apply(new EnrolBody("c", 3, "this is no hash"), 3, 0);
            Assert.Throws<FormatException>(() => Commit(file, changes, 3));
            Assert.Null(file.Find("b"));
            Assert.Equal((1UL, 1L), (file.AppliedLsn, file.Subjects));
        }

        using CatalogueFile? again = CatalogueFile.TryOpen(FilePath, 1);
        Assert.NotNull(again!.Find("a"));
        Assert.Null(again.Find("b"));
        Assert.Equal((1UL, 2U), (again.AppliedLsn, again.NextKey));
    }

    internal static string Hash(ulong number) => number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);

    internal static void Commit(CatalogueFile file, CatalogueChanges changes, ulong lsn)
    {
        var layer = new CatalogueLayer();
        layer.Add(changes, lsn);
        file.Commit(layer);
    }
}
