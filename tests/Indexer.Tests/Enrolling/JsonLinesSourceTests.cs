using System.Text;
using HyperFace.Indexer.Enrolling;
using HyperFace.Indexer.Tests.Jobs;

namespace HyperFace.Indexer.Tests.Enrolling;

public sealed class JsonLinesSourceTests : IDisposable
{
    private const string Good = """{"subjectId":"good","embedding":[1,2.5,-3e-2]}""";

    private readonly TemporaryFolder _folder = new();

    private string JsonLines => _folder["faces.jsonl"];

    private EnrolmentSource Source => EnrolmentSource.JsonLines(JsonLines);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_carry_subject_embedding_and_metadata()
    {
        EnrolmentRow[] rows = Rows(Good, """ {"metadata":{"a":"1","ä":"😀"},"embedding":[0,1],"subjectId":"Zoë"} """);

        Assert.Equal(["good", "Zoë"], rows.Select(row => row.SubjectId));
        Assert.Equal([1f, 2.5f, -0.03f], rows[0].Embedding!);
        Assert.Null(rows[0].Metadata);
        Assert.Equal(new Dictionary<string, string> { ["a"] = "1", ["ä"] = "😀" }, rows[1].Metadata);
    }

    [Fact]
    public void Blank_lines_are_passed_over_and_labels_name_the_line_in_the_file()
    {
        EnrolmentRow[] rows = Rows("", Good, "   ", "", Good);

        Assert.Equal([0L, 1], rows.Select(row => row.Row));
        Assert.Equal(["faces.jsonl:2", "faces.jsonl:5"], rows.Select(row => row.Label));
    }

    [Fact]
    public void Lines_end_either_way_and_the_last_need_not_end()
    {
        File.WriteAllText(JsonLines, Good + "\r\n" + Good);

        Assert.Equal(2, Source.Rows(0).Count(row => row.Fault is null));
    }

    [Fact]
    public void Reading_goes_on_where_it_stopped()
    {
        Rows([.. Enumerable.Range(0, 20).Select(i => Good.Replace("good", $"s{i}", StringComparison.Ordinal))]);

        for (int first = 0; first <= 20; first++)
        {
            Assert.Equal(Enumerable.Range(first, 20 - first).Select(i => ((long)i, $"s{i}")), Source.Rows(first).Select(row => (row.Row, row.SubjectId!)));
        }
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"subjectId":"a"}""")]
    [InlineData("""{"embedding":[1,2]}""")]
    [InlineData("""{"subjectId":null,"embedding":[1,2]}""")]
    [InlineData("""{"subjectId":5,"embedding":[1,2]}""")]
    [InlineData("""{"subjectId":"a","embedding":"AAAA"}""")]
    [InlineData("""{"subjectId":"a","embedding":[1,null]}""")]
    [InlineData("""{"subjectId":"a","embedding":[1,"2"]}""")]
    [InlineData("""{"subjectId":"a","embedding":[1,NaN]}""")]
    [InlineData("""{"subjectId":"a","embedding":[[1,2]]}""")]
    [InlineData("""{"subjectId":"a","embedding":[1,2],"metadata":{"x":1}}""")]
    [InlineData("""{"subjectId":"a","embedding":[1,2],"metadata":[]}""")]
    [InlineData("""{"subjectId":"a","embedding":[1,2],"vector":[1,2]}""")]
    [InlineData("""{"subjectId":"a","embedding":[1,2]} {"subjectId":"b","embedding":[1,2]}""")]
    public void A_line_that_is_none_is_refused_and_stops_nobody(string line)
    {
        EnrolmentRow[] rows = Rows(Good, line, Good);

        Assert.Equal([null, RejectionReason.InvalidRow, null], rows.Select(row => row.Fault?.Reason));
        Assert.Equal("faces.jsonl:2", rows[1].Label);
        Assert.NotEmpty(rows[1].Fault!.Value.Message);
    }

    [Fact]
    public void A_line_nested_without_end_is_refused() =>
        Assert.Equal(RejectionReason.InvalidRow, Rows(new string('[', 100_000))[0].Fault!.Value.Reason);

    [Fact]
    public void A_number_too_large_for_a_float_is_left_to_the_check_of_the_vector()
    {
        EnrolmentRow row = Assert.Single(Rows("""{"subjectId":"a","embedding":[1e400,1]}"""));

        Assert.Equal(RejectionReason.NotFinite, Assert.Throws<EnrolmentRejectedException>(() => UnitVector.From(row.Embedding, 2)).Reason);
    }

    [Fact]
    public void A_line_that_never_ends_takes_no_memory_and_refuses_its_row_alone()
    {
        EnrolmentRow[] rows = Rows(Good, "{\"subjectId\":\"" + new string('x', 3 << 20), Good);

        Assert.Equal([null, RejectionReason.InvalidRow, null], rows.Select(row => row.Fault?.Reason));
        Assert.Contains("longer than", rows[1].Fault!.Value.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_and_a_missing_one_are_refused_by_their_path()
    {
        Assert.Contains(JsonLines, Assert.Throws<ImportException>(() => Source.Open(2)).Message, StringComparison.Ordinal);
        File.WriteAllText(JsonLines, "\n \n");
        Assert.Contains("empty", Assert.Throws<ImportException>(() => Source.Open(2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused_with_their_place()
    {
        File.WriteAllBytes(JsonLines, [.. Encoding.UTF8.GetBytes(Good + "\n"), .. Encoding.Latin1.GetBytes("""{"subjectId":"Müller","embedding":[1,2]}""")]);

        Assert.Contains("UTF-8", Assert.Throws<ImportException>(() => Source.Open(2)).Message, StringComparison.Ordinal);
    }

    private EnrolmentRow[] Rows(params string[] lines)
    {
        File.WriteAllLines(JsonLines, lines);
        EnrolmentRow[] rows = [.. Source.Rows(0)];
        Assert.Equal(rows.Length, Source.Open(0));
        return rows;
    }
}
