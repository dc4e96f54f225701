using HyperFace.Indexer.Enrolling;
using HyperFace.Indexer.Tests.Jobs;

namespace HyperFace.Indexer.Tests.Enrolling;

public sealed class FolderSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Root => _folder["people"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Subjects_are_folders_and_images_the_files_inside_in_ordinal_order()
    {
        Put("bob/2.jpg", "bob/10.PNG", "bob/1.webp", "Zoë/x.bmp", "alice/a.jpeg", "alice/notes.txt", "alice/deeper/b.jpg", "lost.jpg");

        EnrolmentRow[] rows = [.. Source.Rows(0)];

        Assert.Equal(
            [("Zoë", "Zoë/x.bmp"), ("alice", "alice/a.jpeg"), ("bob", "bob/1.webp"), ("bob", "bob/10.PNG"), ("bob", "bob/2.jpg")],
            rows.Select(row => (row.SubjectId, row.Label)));
        Assert.All(rows, row => Assert.True(File.Exists(row.ImagePath)));
        Assert.Equal(5, Source.Open(0));
    }

    [Fact]
    public void Reading_goes_on_where_it_stopped()
    {
        Put([.. Enumerable.Range(0, 5).SelectMany(s => Enumerable.Range(0, 4).Select(i => $"s{s}/{i}.jpg"))]);
        EnrolmentRow[] all = [.. Source.Rows(0)];

        for (int first = 0; first <= all.Length; first++)
        {
            Assert.Equal(all[first..].Select(row => (row.Row, row.Label)), Source.Rows(first).Select(row => (row.Row, row.Label)));
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_or_holds_nothing_is_refused()
    {
        Assert.Contains(Root, Assert.Throws<ImportException>(() => Source.Open(0)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(Root, "alice"));
        Put("loose.jpg");
        Assert.Contains("<subjectId>", Assert.Throws<ImportException>(() => Source.Open(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_the_folders_place_is_refused()
    {
        File.WriteAllText(Root, "x");

        Assert.Throws<ImportException>(() => Source.Open(0));
    }

    [Fact]
    public void Links_are_followed_inside_the_folder_and_refused_where_they_lead_out()
    {
        Put("alice/a.jpg");
        File.WriteAllText(_folder["secret.jpg"], "secret");
        Directory.CreateDirectory(_folder["elsewhere"]);
        File.WriteAllText(_folder["elsewhere/e.jpg"], "secret");
        File.CreateSymbolicLink(Path.Combine(Root, "alice", "b.jpg"), "a.jpg");
        File.CreateSymbolicLink(Path.Combine(Root, "alice", "c.jpg"), _folder["secret.jpg"]);
        Directory.CreateSymbolicLink(Path.Combine(Root, "eve"), _folder["elsewhere"]);

        EnrolmentRow[] rows = [.. Source.Rows(0)];

        Assert.Equal([null, null, RejectionReason.PathOutsideRoot, RejectionReason.PathOutsideRoot], rows.Select(row => row.Fault?.Reason));
        Assert.Equal(["alice/a.jpg", "alice/b.jpg", "alice/c.jpg", "eve/e.jpg"], rows.Select(row => row.Label));
        Assert.Null(rows[3].ImagePath);
    }

    private EnrolmentSource Source => EnrolmentSource.Folder(Root);

    private void Put(params string[] files)
    {
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, file))!);
            File.WriteAllText(Path.Combine(Root, file), "x");
        }
    }
}
