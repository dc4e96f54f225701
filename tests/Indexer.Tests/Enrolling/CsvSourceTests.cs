using System.Text;
using HyperFace.Indexer.Enrolling;
using HyperFace.Indexer.Tests.Jobs;

namespace HyperFace.Indexer.Tests.Enrolling;

public sealed class CsvSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CsvSourceTests() => Directory.CreateDirectory(_folder["root/sub"]);

    private string Csv => _folder["root/list.csv"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_carry_subject_path_and_metadata()
    {
        EnrolmentRow[] rows = Rows("subjectId,path,name,team\nalice,sub/a.jpg,\"Alice \"\"A\"\", Oslo\",\nbob,b.jpg,,red\n");

        Assert.Equal([("alice", _folder["root/sub/a.jpg"]), ("bob", _folder["root/b.jpg"])], rows.Select(row => (row.SubjectId, row.ImagePath)));
        Assert.Equal(new Dictionary<string, string> { ["name"] = "Alice \"A\", Oslo" }, rows[0].Metadata);
        Assert.Equal(new Dictionary<string, string> { ["team"] = "red" }, rows[1].Metadata);
        Assert.Equal([0L, 1], rows.Select(row => row.Row));
        Assert.All(rows, row => Assert.Null(row.Fault));
    }

    [Fact]
    public void Columns_may_come_in_any_order_and_lines_end_either_way()
    {
        EnrolmentRow[] rows = Rows("team,path,subjectId\r\nred,a.jpg,alice\r\n\r\nblue,b.jpg,bob");

        Assert.Equal([("alice", "red"), ("bob", "blue")], rows.Select(row => (row.SubjectId, row.Metadata!["team"])));
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_header()
    {
        File.WriteAllText(Csv, "subjectId,path\na,a.jpg\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal("a", Assert.Single(Source().Rows(0)).SubjectId);
    }

    [Fact]
    public void Reading_goes_on_where_it_stopped_in_the_same_order()
    {
        File.WriteAllText(Csv, "subjectId,path\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"s{i},{i}.jpg\n")));

        Assert.Equal(50, Source().Open(0));
        for (int first = 0; first <= 50; first += 7)
        {
            Assert.Equal(Enumerable.Range(first, 50 - first).Select(i => ((long)i, $"s{i}")), Source().Rows(first).Select(row => (row.Row, row.SubjectId!)));
        }
    }

    [Theory]
    [InlineData("path,name\na.jpg,x\n", "subjectId")]
    [InlineData("subjectId,file\na,a.jpg\n", "path")]
    [InlineData("subjectid,Path\na,a.jpg\n", "subjectId")]
    [InlineData("subjectId;path\na;a.jpg\n", "subjectId;path")]
    [InlineData("subjectId,path,x,x\na,a.jpg,1,2\n", "repeated")]
    [InlineData("subjectId,path,\na,a.jpg,1\n", "empty")]
    [InlineData("subjectId,path\n", "no rows")]
    [InlineData("", "empty")]
    [InlineData("\n\n", "empty")]
    public void A_header_that_will_not_do_is_refused_as_a_whole(string text, string named)
    {
        File.WriteAllText(Csv, text);

        ImportException e = Assert.Throws<ImportException>(() => Source().Open(0));

        Assert.Contains(named, e.Message, StringComparison.Ordinal);
        Assert.Contains(Csv, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_missing_root_are_refused_by_their_paths()
    {
        Assert.Contains(Csv, Assert.Throws<ImportException>(() => Source().Open(0)).Message, StringComparison.Ordinal);
        File.WriteAllText(Csv, "subjectId,path\na,a.jpg\n");
        string root = _folder["nowhere"];
        Assert.Contains(root, Assert.Throws<ImportException>(() => EnrolmentSource.Csv(Csv, root).Open(0)).Message, StringComparison.Ordinal);
        Assert.Throws<ImportException>(() => EnrolmentSource.Csv(_folder["root"]).Open(0));
    }

    [Theory]
    [InlineData("../secret.jpg")]
    [InlineData("sub/../../secret.jpg")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("sub/..")]
    [InlineData("../root-but-not-it/a.jpg")]
    [InlineData("link.jpg")]
    [InlineData("linked/secret.jpg")]
    [InlineData("sub/up/secret.jpg")]
    [InlineData("chain.jpg")]
    public void A_path_that_leads_outside_the_root_is_refused_row_by_row(string path)
    {
        File.WriteAllText(_folder["secret.jpg"], "secret");
        Directory.CreateDirectory(_folder["root-but-not-it"]);
        File.CreateSymbolicLink(_folder["root/link.jpg"], _folder["secret.jpg"]);
        Directory.CreateSymbolicLink(_folder["root/linked"], _folder.Path);
        Directory.CreateSymbolicLink(_folder["root/sub/up"], "../..");
        File.CreateSymbolicLink(_folder["root/chain.jpg"], "link.jpg");

        EnrolmentRow[] rows = Rows($"subjectId,path\na,{path}\nb,inside.jpg\n");

        Assert.Equal(RejectionReason.PathOutsideRoot, rows[0].Fault!.Value.Reason);
        Assert.Contains(path, rows[0].Fault!.Value.Message, StringComparison.Ordinal);
        Assert.Null(rows[0].ImagePath);
        Assert.Null(rows[1].Fault);
    }

    [Fact]
    public void Links_that_stay_inside_are_followed_even_when_the_root_is_a_link_itself()
    {
        File.WriteAllText(_folder["root/real.jpg"], "x");
        File.CreateSymbolicLink(_folder["root/sub/alias.jpg"], "../real.jpg");
        Directory.CreateSymbolicLink(_folder["other"], _folder["root"]);
        File.WriteAllText(Csv, "subjectId,path\na,sub/alias.jpg\n");

        EnrolmentRow row = Assert.Single(EnrolmentSource.Csv(Csv, _folder["other"]).Rows(0));

        Assert.Null(row.Fault);
        Assert.Equal("x", File.ReadAllText(row.ImagePath!));
    }

    [Fact]
    public void Links_in_a_circle_end()
    {
        File.CreateSymbolicLink(_folder["root/one"], "two");
        File.CreateSymbolicLink(_folder["root/two"], "one");

        EnrolmentRow row = Assert.Single(Rows("subjectId,path\na,one/a.jpg\n"));

        Assert.Throws<IOException>(() => File.ReadAllBytes(row.ImagePath!));
    }

    [Theory]
    [InlineData("a\0b.jpg", RejectionReason.InvalidRow)]
    [InlineData("", RejectionReason.InvalidRow)]
    public void A_path_that_is_none_is_refused_and_stops_nobody(string path, RejectionReason reason)
    {
        EnrolmentRow[] rows = Rows($"subjectId,path\na,{path}\nb,b.jpg\n");

        Assert.Equal(reason, rows[0].Fault!.Value.Reason);
        Assert.Equal("row 1", rows[0].Label);
        Assert.Null(rows[1].Fault);
    }

    [Fact]
    public void A_name_too_long_for_the_file_system_stops_nobody()
    {
        EnrolmentRow[] rows = Rows($"subjectId,path\na,{new string('x', 5000)}/{new string('y', 300)}.jpg\nb,b.jpg\n");

        Assert.Equal(2, rows.Length);
        Assert.ThrowsAny<IOException>(() => File.ReadAllBytes(rows[0].ImagePath!));
    }

    [Fact]
    public void A_row_with_more_or_fewer_fields_is_refused_and_stops_nobody()
    {
        EnrolmentRow[] rows = Rows("subjectId,path,name\na,a.jpg\nb,b.jpg,x,y\nc,c.jpg,z\n");

        Assert.Equal([RejectionReason.InvalidRow, RejectionReason.InvalidRow, null], rows.Select(row => row.Fault?.Reason));
        Assert.Contains("2 fields", rows[0].Fault!.Value.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_is_never_closed_ends_in_an_error_and_not_in_memory()
    {
        File.WriteAllText(Csv, "subjectId,path\na,\"" + string.Concat(Enumerable.Repeat("never,ending\n", 100_000)));

        ImportException e = Assert.Throws<ImportException>(() => Source().Open(0));

        Assert.Contains("near line", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused_because_two_names_could_become_one()
    {
        File.WriteAllBytes(Csv, Encoding.Latin1.GetBytes("subjectId,path\nMüller,a.jpg\nMöller,b.jpg\n"));

        Assert.Contains("UTF-8", Assert.Throws<ImportException>(() => Source().Open(0)).Message, StringComparison.Ordinal);
    }

    private EnrolmentSource Source() => EnrolmentSource.Csv(Csv);

    private EnrolmentRow[] Rows(string text)
    {
        File.WriteAllText(Csv, text);
        EnrolmentRow[] rows = [.. Source().Rows(0)];
        Assert.Equal(rows.Length, Source().Open(0));
        return rows;
    }
}
