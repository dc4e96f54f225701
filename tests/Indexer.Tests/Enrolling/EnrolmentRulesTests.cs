using System.Text.Json;
using HyperFace.Indexer.Enrolling;
using HyperFace.Indexer.Log;
using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests.Enrolling;

public sealed class EnrolmentRulesTests
{
    [Theory]
    [InlineData("a")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../../etc/passwd")]
    [InlineData("con")]
    [InlineData("a.")]
    [InlineData(" a ")]
    [InlineData("日本語")]
    [InlineData("😀")]
    [InlineData("<script>")]
    [InlineData("'; DROP TABLE subjects; --")]
    [InlineData("$oid")]
    public async Task A_subject_id_is_any_text_and_comes_back_as_it_was(string id)
    {
        await using var fixture = new GalleryFixture();
        await fixture.EnrolAsync(id, 1);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(id, fixture.WhoIs(1));
            Assert.Equal(id, fixture.Gallery.FindSubject(id)!.SubjectId);
            Assert.Equal(id, Assert.Single(fixture.Gallery.ListSubjects()).SubjectId);
            await fixture.ReopenAsync(i == 0 ? null : () => File.Delete(fixture.Catalogue));
        }

        Assert.Equal(1, await fixture.Gallery.RemoveSubjectAsync(id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u007Fb")]
    [InlineData("a\u0085b")]
    public async Task Other_subject_ids_are_refused(string? id)
    {
        await using var fixture = new GalleryFixture();

        EnrolmentRejectedException e = await Assert.ThrowsAsync<EnrolmentRejectedException>(() => fixture.EnrolAsync(id!, 1));

        Assert.Equal(RejectionReason.InvalidSubjectId, e.Reason);
        Assert.Equal(0UL, fixture.Gallery.Info.LastLsn);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused_because_two_such_ids_would_become_one()
    {
        foreach (string id in new[] { "\uD83D", "a\uDE00", "\uDE00\uD83D" })
        {
            Assert.Equal(RejectionReason.InvalidSubjectId, Assert.Throws<EnrolmentRejectedException>(() => EnrolmentRules.RequireSubjectId(id)).Reason);
        }
    }

    [Fact]
    public async Task The_longest_id_is_taken_and_the_next_longer_refused()
    {
        await using var fixture = new GalleryFixture();
        string longest = new('ü', 128);
        await fixture.EnrolAsync(longest, 1);
        await fixture.ReopenAsync();

        Assert.Equal(longest, fixture.WhoIs(1));
        await Assert.ThrowsAsync<EnrolmentRejectedException>(() => fixture.EnrolAsync(longest + "x", 2));
    }

    [Fact]
    public void Metadata_out_of_bounds_is_refused()
    {
        foreach (Dictionary<string, string> bad in new Dictionary<string, string>[]
        {
            Many(65, 1),
            new() { [""] = "x" },
            new() { [new string('n', 129)] = "x" },
            new() { ["a\nb"] = "x" },
            new() { ["\uD83D"] = "x" },
            new() { ["x"] = null! },
            new() { ["x"] = new string('v', 4097) },
            new() { ["x"] = "a\0b" },
            new() { ["x"] = "\uDE00" },
            Many(17, 4096),
        })
        {
            Assert.Equal(RejectionReason.InvalidMetadata, Assert.Throws<EnrolmentRejectedException>(() => EnrolmentRules.RequireMetadata(bad)).Reason);
        }

        EnrolmentRules.RequireMetadata(null);
        EnrolmentRules.RequireMetadata(new Dictionary<string, string>());
        EnrolmentRules.RequireMetadata(Many(64, 1000));
        EnrolmentRules.RequireMetadata(new Dictionary<string, string> { [new string('n', 128)] = "lines\nand\ttabs" });
    }

    [Fact]
    public async Task Metadata_that_grows_past_the_bounds_by_merging_is_refused()
    {
        // Found by reading: each enrolment was within bounds, and the subject grew until neither frame nor document held it.
        await using var fixture = new GalleryFixture();
        await fixture.EnrolAsync("a", 1, Many(60, 10));

        EnrolmentRejectedException e = await Assert.ThrowsAsync<EnrolmentRejectedException>(() => fixture.EnrolAsync("a", 2, Many(10, 10, "more")));

        Assert.Equal(RejectionReason.InvalidMetadata, e.Reason);
        await fixture.EnrolAsync("a", 2, Many(60, 20));
        Assert.Equal(60, fixture.Gallery.FindSubject("a")!.Metadata.Count);
    }

    [Fact]
    public async Task The_largest_metadata_of_the_costliest_characters_is_read_back()
    {
        // Found by reading: JSON writes such a character with six, and the record was longer than a reader accepts.
        await using var fixture = new GalleryFixture();
        var metadata = Enumerable.Range(0, 15).ToDictionary(i => $"{i:D2}", _ => new string('\u0001', 4096));
        Assert.True(JsonSerializer.SerializeToUtf8Bytes(metadata).Length > 360_000);
        await fixture.EnrolAsync("a", 1, metadata);
        await fixture.Gallery.RebuildAsync(new RebuildRequest { Threads = 1 });

        await fixture.ReopenAsync(() => File.Delete(fixture.Catalogue));

        Assert.Equal(metadata, fixture.Gallery.FindSubject("a")!.Metadata);
        Assert.True(JsonSerializer.SerializeToUtf8Bytes(metadata).Length < LogFrame.MaxBodyBytes);
    }

    [Fact]
    public async Task A_subject_takes_so_many_templates_and_no_more()
    {
        await using var fixture = new GalleryFixture();
        await Task.WhenAll(Enumerable.Range(0, EnrolmentRules.MaxTemplatesPerSubject).Select(i => fixture.EnrolAsync("a", i)));

        EnrolmentRejectedException e = await Assert.ThrowsAsync<EnrolmentRejectedException>(() => fixture.EnrolAsync("a", 9999));

        Assert.Equal(RejectionReason.TooManyTemplates, e.Reason);
        await fixture.ReopenAsync();
        Assert.Equal(EnrolmentRules.MaxTemplatesPerSubject, fixture.Gallery.FindSubject("a")!.Templates.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public async Task A_content_hash_that_is_none_is_refused(string hash)
    {
        await using var fixture = new GalleryFixture();
        var enrolment = new TemplateEnrolment { SubjectId = "a", Vector = Seeded.Unit(1), ContentHash = hash };

        Assert.Contains("contentHash", (await Assert.ThrowsAsync<InvalidRequestException>(() => fixture.Gallery.EnrolAsync(enrolment))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-1f)]
    public async Task A_norm_that_is_none_is_refused(float norm)
    {
        await using var fixture = new GalleryFixture();
        var enrolment = new TemplateEnrolment { SubjectId = "a", Vector = Seeded.Unit(1), Norm = norm };

        Assert.Contains("norm", (await Assert.ThrowsAsync<InvalidRequestException>(() => fixture.Gallery.EnrolAsync(enrolment))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_source_is_shortened_and_stays_a_text()
    {
        Assert.Equal("photo.jpg", EnrolmentRules.Source("photo.jpg"));
        Assert.Null(EnrolmentRules.Source(null));
        string shown = EnrolmentRules.Source(string.Concat(Enumerable.Repeat("😀", 5000)))!;
        Assert.InRange(shown.Length, EnrolmentRules.MaxSource - 2, EnrolmentRules.MaxSource);
        Assert.All(shown.EnumerateRunes(), rune => Assert.True(System.Text.Rune.IsValid(rune.Value)));
        Assert.Equal("a\uFFFDb", EnrolmentRules.Source("a\uD83Db"));
    }

    private static Dictionary<string, string> Many(int count, int length, string prefix = "n") =>
        Enumerable.Range(0, count).ToDictionary(i => $"{prefix}{i}", _ => new string('v', length));
}
