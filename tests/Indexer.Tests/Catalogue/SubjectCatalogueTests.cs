using CsCheck;
using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Log;
using HyperFace.Indexer.Tests.Jobs;

namespace HyperFace.Indexer.Tests.Catalogue;

public sealed class SubjectCatalogueTests : IDisposable
{
    private const int Ids = 12;

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder["catalog.db"];

    public void Dispose() => _folder.Dispose();

    private enum Step
    {
        Enrol,
        Update,
        RemoveTemplate,
        RemoveSubject,
        Group,
        Reopen,
    }

    [Fact]
    public void Whatever_happens_it_agrees_with_a_dictionary() =>
        Gen.Select(Gen.Frequency((8, Gen.Const(Step.Enrol)), (2, Gen.Const(Step.Update)), (2, Gen.Const(Step.RemoveTemplate)), (3, Gen.Const(Step.RemoveSubject)), (2, Gen.Const(Step.Group)), (1, Gen.Const(Step.Reopen))), Gen.Int[0, Ids - 1])
            .Array[1, 60]
            .Sample(Run, iter: 60, threads: 1);

    [Fact]
    public async Task Readers_beside_the_writer_see_every_change_once_it_is_applied()
    {
        // LiteDB 5.0.20 fails now and then when it is read while a transaction is open; before access was serialised, so did this.
        using var catalogue = new SubjectCatalogue(CatalogueFile.Create(FilePath, 1, 1));
        int applied = 0;
        using var stop = new CancellationTokenSource();
        Task[] readers = [.. Enumerable.Range(0, 3).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            while (!stop.IsCancellationRequested)
            {
                int known = Volatile.Read(ref applied);
                int i = random.Next(1, 4001);
                SubjectEntry? entry = (i & 1) == 0 ? catalogue.Find($"s{i}") : catalogue.Find((uint)i);
                Assert.True(entry is not null || i > known, $"{i} of {known}");
                Assert.True(entry is null || entry.SubjectId == $"s{i}");
                if (i % 100 == 0)
                {
                    Assert.True(catalogue.List(null, 50).Count >= Math.Min(50, known));
                }
            }
        }))];
        for (int i = 1; i <= 4000;)
        {
            var changes = new CatalogueChanges(catalogue);
            int end = Math.Min(4000, i + (i % 37));
            for (; i <= end; i++)
            {
                changes.Apply(new EnrolBody($"s{i}", (uint)i, CatalogueFileTests.Hash((ulong)i)), (ulong)i, 0);
            }

            catalogue.RequireRoom();
            catalogue.Apply(changes, (ulong)end);
            Volatile.Write(ref applied, end);
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(4000, catalogue.Subjects);
    }

    [Fact]
    public void A_file_that_refuses_costs_no_change_and_is_tried_again()
    {
        // A change that LiteDB cannot hold stands for any refusal: the layer is kept, and everything in it is served.
        using var catalogue = new SubjectCatalogue(CatalogueFile.Create(FilePath, 1, 1));
        var changes = new CatalogueChanges(catalogue);
        changes.Apply(new EnrolBody("a", 1, "this is no hash"), 1, 0);
        catalogue.Apply(changes, 1);

        catalogue.Settle();
        GalleryStorageException e = Assert.Throws<GalleryStorageException>(catalogue.RequireRoom);

        Assert.Contains(FilePath, e.Message, StringComparison.Ordinal);
        Assert.NotNull(catalogue.Find("a"));
        Assert.NotNull(catalogue.Find(1));
        Assert.Single(catalogue.List(null, 10));
        Assert.Equal((1, 1), (catalogue.Subjects, catalogue.Templates));
    }

    [Fact]
    public void Ids_that_nobody_bears_are_learned_and_then_not_looked_up_any_more()
    {
        Fill(5000);
        using (var catalogue = new SubjectCatalogue(CatalogueFile.TryOpen(FilePath, 1)!))
        {
            for (int round = 0; round < 3; round++)
            {
                for (int i = 1; i <= 600; i++)
                {
                    Assert.Null(catalogue.Find($"stranger{i}"));
                    Assert.NotNull(catalogue.Find($"s{i}"));
                }
            }
        }
    }

    [Fact]
    public void Subjects_are_found_by_metadata_wherever_they_wait()
    {
        using var catalogue = new SubjectCatalogue(CatalogueFile.Create(FilePath, 1, 1));
        for (uint i = 1; i <= 300; i++)
        {
            var changes = new CatalogueChanges(catalogue);
            changes.Apply(new EnrolBody($"s{i}", i, CatalogueFileTests.Hash(i), Metadata: new Dictionary<string, string> { ["third"] = $"{i % 3}" }), i, 0);
            catalogue.Apply(changes, i);
        }

        Assert.Equal(Enumerable.Range(1, 300).Where(i => i % 3 == 1).Select(i => (uint)i), catalogue.KeysWith(new Dictionary<string, string> { ["third"] = "1" }).Order());
    }

    private void Fill(uint count)
    {
        using CatalogueFile file = CatalogueFile.Create(FilePath, 1, 1);
        var changes = new CatalogueChanges(file);
        for (uint key = 1; key <= count; key++)
        {
            changes.Apply(new EnrolBody($"s{key}", key, CatalogueFileTests.Hash(key)), key, 0);
        }

        CatalogueFileTests.Commit(file, changes, count);
    }

    private void Run((Step, int)[] steps)
    {
        var model = new Dictionary<string, (uint Key, Dictionary<string, string> Metadata, List<ulong> Templates)>();
        CatalogueFile.Delete(FilePath);
        var catalogue = new SubjectCatalogue(CatalogueFile.Create(FilePath, 1, 1));
        try
        {
            ulong lsn = 0;
            var changes = new CatalogueChanges(catalogue);
            foreach ((Step step, int number) in steps)
            {
                string id = $"s{number}";
                bool known = model.TryGetValue(id, out (uint Key, Dictionary<string, string> Metadata, List<ulong> Templates) subject);
                Assert.Equal(known, changes.Find(id) is not null);
                switch (step)
                {
                    case Step.Enrol:
                        lsn++;
                        uint key = known ? subject.Key : changes.NextKey;
                        var patch = new Dictionary<string, string> { [$"m{lsn % 3}"] = $"{lsn}" };
                        changes.Apply(new EnrolBody(id, key, CatalogueFileTests.Hash(lsn), Metadata: patch), lsn, 0);
                        Dictionary<string, string> merged = known ? new(subject.Metadata) : [];
                        merged[$"m{lsn % 3}"] = $"{lsn}";
                        model[id] = (key, merged, known ? [.. subject.Templates, lsn] : [lsn]);
                        break;
                    case Step.Update when known:
                        lsn++;
                        changes.Apply(new UpdateSubjectBody(id, subject.Key, new Dictionary<string, string> { ["u"] = $"{lsn}" }));
                        model[id] = (subject.Key, new Dictionary<string, string> { ["u"] = $"{lsn}" }, subject.Templates);
                        break;
                    case Step.RemoveTemplate when known:
                        lsn++;
                        changes.Apply(new RemoveBody(id, subject.Key, [subject.Templates[0]]));
                        model[id] = (subject.Key, subject.Metadata, [.. subject.Templates.Skip(1)]);
                        break;
                    case Step.RemoveSubject when known:
                        lsn++;
                        changes.Apply(new RemoveBody(id, subject.Key, subject.Templates));
                        model[id] = (subject.Key, subject.Metadata, []);
                        break;
                    case Step.Group or Step.Reopen:
                        catalogue.RequireRoom();
                        catalogue.Apply(changes, lsn);
                        if (step == Step.Reopen)
                        {
                            catalogue.Dispose();
                            catalogue = new SubjectCatalogue(CatalogueFile.TryOpen(FilePath, 1, lsn)!);
                        }

                        changes = new CatalogueChanges(catalogue);
                        Compare(model, catalogue);
                        break;
                }

                if (model.TryGetValue(id, out subject) && subject.Templates.Count == 0)
                {
                    model.Remove(id);
                }
            }

            catalogue.Apply(changes, lsn);
            Compare(model, catalogue);
            catalogue.Dispose();
            catalogue = new SubjectCatalogue(CatalogueFile.TryOpen(FilePath, 1, lsn)!);
            Compare(model, catalogue);
        }
        finally
        {
            catalogue.Dispose();
        }
    }

    private static void Compare(Dictionary<string, (uint Key, Dictionary<string, string> Metadata, List<ulong> Templates)> model, SubjectCatalogue catalogue)
    {
        Assert.Equal((model.Count, model.Values.Sum(subject => subject.Templates.Count)), (catalogue.Subjects, catalogue.Templates));
        Assert.Equal(model.Keys.Order(StringComparer.Ordinal), catalogue.List(null, 100).Select(entry => entry.SubjectId));
        Assert.Equal(model.Keys.Order(StringComparer.Ordinal).Where(id => string.CompareOrdinal(id, "s3") > 0).Take(2), catalogue.List("s3", 2).Select(entry => entry.SubjectId));
        for (int i = 0; i < Ids; i++)
        {
            SubjectEntry? entry = catalogue.Find($"s{i}");
            Assert.Equal(model.ContainsKey($"s{i}"), entry is not null);
            if (entry is not null)
            {
                (uint key, Dictionary<string, string> metadata, List<ulong> templates) = model[entry.SubjectId];
                Assert.Equal(key, entry.Key);
                Assert.Equal(metadata, entry.Metadata);
                Assert.Equal(templates, entry.Templates.Select(t => t.Id));
                Assert.Equal(entry.SubjectId, catalogue.Find(key)?.SubjectId);
            }
        }

        for (uint key = 1; key < catalogue.NextKey; key++)
        {
            Assert.Equal(model.Values.Any(subject => subject.Key == key), catalogue.Find(key) is not null);
        }
    }
}
