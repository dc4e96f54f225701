using HyperFace.Embedding;
using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests;

public sealed class GalleryTests : IAsyncLifetime
{
    private readonly GalleryFixture _fixture = new();

    private Gallery Gallery => _fixture.Gallery;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task An_enrolled_template_is_found_at_once_and_after_reopening()
    {
        Enrolment enrolment = await _fixture.EnrolAsync("alice", 1, Metadata("city", "Oslo"));

        Assert.Equal(new Enrolment("alice", 1, Duplicate: false), enrolment);
        Assert.Equal("alice", _fixture.WhoIs(1));
        await _fixture.ReopenAsync();
        Assert.Equal("alice", _fixture.WhoIs(1));
        Subject subject = Gallery.FindSubject("alice")!;
        Assert.Equal("Oslo", subject.Metadata["city"]);
        Assert.Equal(1UL, Assert.Single(subject.Templates).TemplateId);
    }

    [Fact]
    public async Task Everything_that_was_said_of_a_template_is_kept()
    {
        string hash = new('A', 64);
        await Gallery.EnrolAsync(new TemplateEnrolment { SubjectId = "a", Vector = Seeded.Unit(1), ContentHash = hash, Source = "photo.jpg", Norm = 21.5f });

        await _fixture.ReopenAsync();

        Template template = Assert.Single(Gallery.FindSubject("a")!.Templates);
        Assert.Equal((hash.ToLowerInvariant(), "photo.jpg", 21.5f), (template.ContentHash, template.Source, template.Norm));
        Assert.True(template.EnrolledAt > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task The_same_content_is_enrolled_once_per_subject()
    {
        Enrolment first = await _fixture.EnrolAsync("a", 1);
        Enrolment again = await _fixture.EnrolAsync("a", 1);
        Enrolment other = await _fixture.EnrolAsync("b", 1);

        Assert.Equal((first.TemplateId, true), (again.TemplateId, again.Duplicate));
        Assert.False(other.Duplicate);
        Assert.Equal(2, Gallery.Info.Templates);
        await _fixture.ReopenAsync();
        Assert.True((await _fixture.EnrolAsync("a", 1)).Duplicate);
    }

    [Fact]
    public async Task A_content_hash_in_either_case_is_the_same_content()
    {
        await Gallery.EnrolAsync(new TemplateEnrolment { SubjectId = "a", Vector = Seeded.Unit(1), ContentHash = new string('a', 64) });

        Assert.True((await Gallery.EnrolAsync(new TemplateEnrolment { SubjectId = "a", Vector = Seeded.Unit(2), ContentHash = new string('A', 64) })).Duplicate);
    }

    [Fact]
    public async Task Duplicates_in_flight_together_are_enrolled_once()
    {
        Enrolment[] all = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => _fixture.EnrolAsync("a", 1)));

        Assert.Single(all, enrolment => !enrolment.Duplicate);
        Assert.Single(all.Select(enrolment => enrolment.TemplateId).Distinct());
        Assert.Equal(1, Gallery.Info.Templates);
    }

    [Fact]
    public async Task Metadata_of_later_enrolments_is_merged_over_the_earlier()
    {
        await _fixture.EnrolAsync("a", 1, new Dictionary<string, string> { ["x"] = "1", ["y"] = "1" });
        await _fixture.EnrolAsync("a", 2, new Dictionary<string, string> { ["y"] = "2", ["z"] = "2" });
        await _fixture.EnrolAsync("a", 3);

        var expected = new Dictionary<string, string> { ["x"] = "1", ["y"] = "2", ["z"] = "2" };
        Assert.Equal(expected, Gallery.FindSubject("a")!.Metadata);
        await _fixture.ReopenAsync();
        Assert.Equal(expected, Gallery.FindSubject("a")!.Metadata);
    }

    [Fact]
    public async Task Names_of_metadata_that_differ_in_case_are_two()
    {
        // LiteDB's documents compare names without case, and one of the two went missing.
        var metadata = new Dictionary<string, string> { ["Name"] = "1", ["name"] = "2", ["$type"] = "3", ["a.b"] = "4", ["_id"] = "5" };
        await _fixture.EnrolAsync("a", 1, metadata);

        await _fixture.ReopenAsync();

        Assert.Equal(metadata, Gallery.FindSubject("a")!.Metadata);
    }

    [Fact]
    public async Task An_update_replaces_the_metadata_as_a_whole()
    {
        await _fixture.EnrolAsync("a", 1, Metadata("x", "1"));

        await Gallery.UpdateSubjectAsync("a", Metadata("y", "2"));

        await _fixture.ReopenAsync();
        Assert.Equal(Metadata("y", "2"), Gallery.FindSubject("a")!.Metadata);
    }

    [Fact]
    public async Task A_removed_subject_is_gone_and_stays_gone()
    {
        await _fixture.EnrolAsync("a", 1);
        await _fixture.EnrolAsync("a", 2);
        await _fixture.EnrolAsync("b", 3);

        Assert.Equal(2, await Gallery.RemoveSubjectAsync("a"));

        for (int i = 0; i < 2; i++)
        {
            Assert.Null(Gallery.FindSubject("a"));
            Assert.Null(_fixture.WhoIs(1));
            Assert.Equal("b", _fixture.WhoIs(3));
            Assert.Equal((1, 1), (Gallery.Info.Subjects, Gallery.Info.Templates));
            await _fixture.ReopenAsync();
        }
    }

    [Fact]
    public async Task A_subject_goes_with_its_last_template()
    {
        Enrolment first = await _fixture.EnrolAsync("a", 1, Metadata("x", "1"));
        Enrolment second = await _fixture.EnrolAsync("a", 2);

        await Gallery.RemoveTemplateAsync("a", first.TemplateId);
        Assert.Null(_fixture.WhoIs(1));
        Assert.Equal("a", _fixture.WhoIs(2));
        Assert.Equal(Metadata("x", "1"), Gallery.FindSubject("a")!.Metadata);
        await Gallery.RemoveTemplateAsync("a", second.TemplateId);

        Assert.Null(Gallery.FindSubject("a"));
        Assert.Equal(0, Gallery.Info.Subjects);
    }

    [Fact]
    public async Task A_subject_enrolled_again_after_its_removal_is_a_new_one()
    {
        Enrolment first = await _fixture.EnrolAsync("a", 1, Metadata("x", "1"));
        await Gallery.RemoveSubjectAsync("a");

        Enrolment again = await _fixture.EnrolAsync("a", 1);

        Assert.False(again.Duplicate);
        Assert.True(again.TemplateId > first.TemplateId);
        Assert.Empty(Gallery.FindSubject("a")!.Metadata);
        await _fixture.ReopenAsync();
        Assert.Equal("a", _fixture.WhoIs(1));
        Assert.Empty(Gallery.FindSubject("a")!.Metadata);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_changed()
    {
        Enrolment a = await _fixture.EnrolAsync("a", 1);
        await _fixture.EnrolAsync("b", 2);
        ulong lsn = Gallery.Info.LastLsn;

        await Assert.ThrowsAsync<SubjectNotFoundException>(() => Gallery.RemoveSubjectAsync("nobody"));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => Gallery.UpdateSubjectAsync("nobody", Metadata("x", "1")));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => Gallery.RemoveTemplateAsync("nobody", a.TemplateId));
        SubjectNotFoundException e = await Assert.ThrowsAsync<SubjectNotFoundException>(() => Gallery.RemoveTemplateAsync("b", a.TemplateId));

        Assert.Contains("'b'", e.Message, StringComparison.Ordinal);
        Assert.Equal(lsn, Gallery.Info.LastLsn);
    }

    [Theory]
    [InlineData(RejectionReason.WrongDimension)]
    [InlineData(RejectionReason.NotFinite)]
    [InlineData(RejectionReason.ZeroVector)]
    public async Task A_vector_that_is_none_is_refused_and_changes_nothing(RejectionReason reason)
    {
        float[][] bad = reason switch
        {
            RejectionReason.WrongDimension => [[], Seeded.Unit(1, GalleryFixture.Dimension - 1), Seeded.Unit(1, GalleryFixture.Dimension + 1)],
            RejectionReason.NotFinite => [With(float.NaN), With(float.PositiveInfinity), With(float.NegativeInfinity)],
            _ => [new float[GalleryFixture.Dimension], [.. Enumerable.Repeat(float.Epsilon, GalleryFixture.Dimension)]],
        };
        foreach (float[] vector in bad)
        {
            EnrolmentRejectedException e = await Assert.ThrowsAsync<EnrolmentRejectedException>(() => _fixture.EnrolAsync("a", vector));
            Assert.Equal(reason, e.Reason);
        }

        Assert.Equal(0UL, Gallery.Info.LastLsn);

        static float[] With(float value)
        {
            float[] vector = Seeded.Unit(1);
            vector[^1] = value;
            return vector;
        }
    }

    [Fact]
    public async Task Vectors_of_any_length_are_scaled_to_unit_length()
    {
        await _fixture.EnrolAsync("long", [.. Seeded.Unit(1).Select(value => value * 1e30f)]);
        await _fixture.EnrolAsync("short", [.. Seeded.Unit(2).Select(value => value * 1e-12f)]);

        Assert.Equal("long", _fixture.WhoIs(1));
        Assert.Equal("short", _fixture.WhoIs(2));
    }

    [Fact]
    public async Task A_template_of_another_model_is_refused_by_name()
    {
        ModelFingerprint other = ModelFingerprint.Named("another");

        ModelMismatchException e = await Assert.ThrowsAsync<ModelMismatchException>(() =>
            Gallery.EnrolAsync(new TemplateEnrolment { SubjectId = "a", Vector = Seeded.Unit(1), Fingerprint = other }));

        Assert.Contains(other.ToString(), e.Message, StringComparison.Ordinal);
        Assert.Contains(GalleryFixture.Fingerprint.ToString(), e.Message, StringComparison.Ordinal);
        var probe = new FaceTemplate(Seeded.Unit(1), 1, other);
        Assert.Throws<ModelMismatchException>(() => Gallery.Identify(probe));
        Assert.Throws<ModelMismatchException>(() => Gallery.Verify("a", probe));
        Assert.Equal(0UL, Gallery.Info.LastLsn);
    }

    [Fact]
    public async Task A_change_of_a_vector_after_the_call_changes_nothing()
    {
        float[] vector = Seeded.Unit(1);
        var metadata = new Dictionary<string, string> { ["x"] = "1" };
        Task<Enrolment> enrolling = _fixture.EnrolAsync("a", vector, metadata);
        Array.Clear(vector);
        metadata["x"] = "2";
        await enrolling;

        Assert.Equal("a", _fixture.WhoIs(1));
        Assert.Equal(Metadata("x", "1"), Gallery.FindSubject("a")!.Metadata);
    }

    [Fact]
    public async Task Subjects_are_listed_in_ordinal_order_page_by_page()
    {
        string[] ids = ["B", "a", "b", "Z", "ä", "é", "10", "9", "aa", "a b", "日本", "😀", "~"];
        await Task.WhenAll(ids.Select((id, i) => _fixture.EnrolAsync(id, i)));
        string[] expected = [.. ids.Order(StringComparer.Ordinal)];

        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(expected, Gallery.ListSubjects().Select(subject => subject.SubjectId));
            var paged = new List<string>();
            for (IReadOnlyList<Subject> page = Gallery.ListSubjects(max: 4); page.Count > 0; page = Gallery.ListSubjects(paged[^1], 4))
            {
                paged.AddRange(page.Select(subject => subject.SubjectId));
            }

            Assert.Equal(expected, paged);
            Assert.Equal(["b", "~"], Gallery.ListSubjects("a~ is nobody", 2).Select(subject => subject.SubjectId));
            await _fixture.ReopenAsync();
        }

        Assert.Throws<InvalidRequestException>(() => Gallery.ListSubjects(max: 0));
        Assert.Throws<InvalidRequestException>(() => Gallery.ListSubjects(max: 1001));
    }

    [Fact]
    public async Task Many_changes_in_flight_from_many_threads_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
            {
                int seed = (worker * 100) + i;
                await _fixture.EnrolAsync($"s{seed}", seed);
                if (i % 10 == 0)
                {
                    await Gallery.RemoveSubjectAsync($"s{seed}");
                }
            }
        })));

        await _fixture.ReopenAsync();

        Assert.Equal(720, Gallery.Info.Templates);
        for (int seed = 0; seed < 800; seed++)
        {
            Assert.Equal(seed % 10 == 0 ? null : $"s{seed}", _fixture.WhoIs(seed));
        }
    }

    [Fact]
    public async Task A_cancelled_call_either_never_happened_or_took_its_course()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Gallery.EnrolAsync(new TemplateEnrolment { SubjectId = "a", Vector = Seeded.Unit(1) }, cancelled.Token));
        Assert.Equal(0UL, Gallery.Info.LastLsn);

        using var late = new CancellationTokenSource();
        Task<Enrolment> queued = Gallery.EnrolAsync(new TemplateEnrolment { SubjectId = "a", Vector = Seeded.Unit(1) }, late.Token);
        await late.CancelAsync();
        Assert.False((await queued).Duplicate);
        Assert.Equal("a", _fixture.WhoIs(1));
    }

    [Fact]
    public async Task Closing_finishes_what_was_submitted_and_refuses_the_rest()
    {
        Task<Enrolment>[] submitted = [.. Enumerable.Range(0, 300).Select(i => _fixture.EnrolAsync($"s{i}", i))];
        Gallery gallery = Gallery;

        await gallery.DisposeAsync();
        await gallery.DisposeAsync();

        await Task.WhenAll(submitted);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => gallery.EnrolAsync(new TemplateEnrolment { SubjectId = "x", Vector = Seeded.Unit(1) }));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => gallery.RebuildAsync(new RebuildRequest()));
        Assert.Throws<ObjectDisposedException>(() => gallery.FindSubject("s1"));
        Assert.Throws<ObjectDisposedException>(() => gallery.IdentifyEmbedding(Seeded.Unit(1)));
        _fixture.Open();
        Assert.Equal(300, Gallery.Info.Templates);
    }

    [Fact]
    public async Task A_gallery_that_its_user_closed_is_opened_anew_by_the_store()
    {
        await _fixture.EnrolAsync("a", 1);
        await Gallery.DisposeAsync();

        Gallery again = _fixture.Store.Open(GalleryFixture.Id);

        Assert.NotSame(Gallery, again);
        Assert.NotNull(again.FindSubject("a"));
    }

    private static Dictionary<string, string> Metadata(string name, string value) => new() { [name] = value };
}
