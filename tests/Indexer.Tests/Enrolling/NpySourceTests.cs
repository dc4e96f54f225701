using System.Text;
using HyperFace.Indexer.Enrolling;
using HyperFace.Indexer.Tests.Jobs;

namespace HyperFace.Indexer.Tests.Enrolling;

public sealed class NpySourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Npy => _folder["faces.npy"];

    private string Ids => _folder["ids.txt"];

    private EnrolmentSource Source => EnrolmentSource.Npy(Npy, Ids);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Rows_of_float32_carry_their_id_and_their_values(byte version)
    {
        Write(NpyText.File("<f4", "(2, 3)", NpyText.Floats(1, 2, 3, 4, 5, 6), version: version), "alice", "bob");

        EnrolmentRow[] rows = [.. Source.Rows(0)];

        Assert.Equal(2, Source.Open(3));
        Assert.Equal([(0, "faces.npy[0]", "alice"), (1, "faces.npy[1]", "bob")], rows.Select(row => ((int)row.Row, row.Label, row.SubjectId)));
        Assert.Equal([1f, 2, 3], rows[0].Embedding!);
        Assert.Equal([4f, 5, 6], rows[1].Embedding!);
    }

    [Fact]
    public void Rows_of_float16_are_widened()
    {
        Write(NpyText.File("<f2", "(2, 2)", NpyText.Halves(0.5f, -2, 65504, float.NaN)), "a", "b");

        EnrolmentRow[] rows = [.. Source.Rows(0)];

        Assert.Equal([0.5f, -2], rows[0].Embedding!);
        Assert.Equal([65504f, float.NaN], rows[1].Embedding!);
    }

    [Fact]
    public void Reading_goes_on_where_it_stopped()
    {
        Write(NpyText.File("<f4", "(9, 2)", NpyText.Floats([.. Enumerable.Range(0, 18).Select(i => (float)i)])), [.. Enumerable.Range(0, 9).Select(i => $"s{i}")]);

        for (int first = 0; first <= 9; first++)
        {
            Assert.Equal(Enumerable.Range(first, 9 - first).Select(i => ($"s{i}", 2f * i)), Source.Rows(first).Select(row => (row.SubjectId!, row.Embedding![0])));
        }
    }

    [Theory]
    [InlineData("<f8", "(1, 2)", "False", 16, "<f8")]
    [InlineData(">f4", "(1, 2)", "False", 8, ">f4")]
    [InlineData("<i4", "(1, 2)", "False", 8, "<i4")]
    [InlineData("|O", "(1, 2)", "False", 8, "|O")]
    [InlineData("<f4", "(1, 2)", "True", 8, "Fortran")]
    [InlineData("<f4", "(2,)", "False", 8, "shape (2,)")]
    [InlineData("<f4", "()", "False", 4, "shape ()")]
    [InlineData("<f4", "(1, 1, 2)", "False", 8, "shape (1, 1, 2)")]
    [InlineData("<f4", "(0, 2)", "False", 0, "shape (0, 2)")]
    [InlineData("<f4", "(2, 1)", "False", 8, "shape (2, 1)")]
    [InlineData("<f4", "(1, 4097)", "False", 16388, "shape (1, 4097)")]
    [InlineData("<f4", "(99999999999999999999, 2)", "False", 8, "shape")]
    [InlineData("<f4", "(-1, 2)", "False", 8, "shape")]
    [InlineData("<f4", "(2147483647, 4096)", "False", 8, "bytes long")]
    [InlineData("<f4", "(2, 2)", "False", 12, "bytes long")]
    [InlineData("<f4", "(2, 2)", "False", 17, "bytes long")]
    public void An_array_of_another_kind_is_refused_and_named(string descr, string shape, string fortran, int bytes, string named)
    {
        Write(NpyText.File(descr, shape, new byte[bytes], fortran), "a");

        ImportException e = Assert.Throws<ImportException>(() => Source.Open(2));

        Assert.Contains(named, e.Message, StringComparison.Ordinal);
        Assert.Contains(Npy, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_array_is_refused()
    {
        byte[] whole = NpyText.File("<f4", "(1, 2)", NpyText.Floats(1, 2));
        foreach (byte[] bytes in new byte[][]
        {
            [],
            [0x93],
            Encoding.UTF8.GetBytes("this is a text, not an array"),
            [0x93, .. "NUMPY"u8, 4, 0, .. whole[8..]],
            [0x93, .. "NUMPY"u8, 0, 0, .. whole[8..]],
            [0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 127, .. whole[12..]],
            whole[..20],
            NpyText.WithHeader("{}", NpyText.Floats(1, 2)),
            NpyText.WithHeader("{'descr': '<f4', 'shape': (1, 2)}", NpyText.Floats(1, 2)),
            NpyText.WithHeader("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1, 2)}", NpyText.Floats(1, 2)),
        })
        {
            Write(bytes, "a");
            Assert.Contains(Npy, Assert.Throws<ImportException>(() => Source.Open(2)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_truncation_of_an_array_is_refused()
    {
        byte[] whole = NpyText.File("<f4", "(3, 4)", new byte[48]);
        for (int length = 0; length < whole.Length; length++)
        {
            Write(whole[..length], "a", "b", "c");
            Assert.Throws<ImportException>(() => Source.Open(4));
        }
    }

    [Fact]
    public void Another_dimension_than_the_gallerys_is_refused()
    {
        Write(NpyText.File("<f4", "(1, 3)", NpyText.Floats(1, 2, 3)), "a");

        Assert.Contains("3 values", Assert.Throws<ImportException>(() => Source.Open(4)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(0)]
    public void Another_number_of_ids_is_refused(int count)
    {
        Write(NpyText.File("<f4", "(2, 2)", NpyText.Floats(1, 2, 3, 4)), [.. Enumerable.Range(0, count).Select(i => $"s{i}")]);

        ImportException e = Assert.Throws<ImportException>(() => Source.Open(2));

        Assert.Contains($"{count} ids", e.Message, StringComparison.Ordinal);
        Assert.Contains("2 rows", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_are_refused_by_their_paths()
    {
        Assert.Contains(Npy, Assert.Throws<ImportException>(() => Source.Open(2)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(Npy, NpyText.File("<f4", "(1, 2)", NpyText.Floats(1, 2)));
        Assert.Contains(Ids, Assert.Throws<ImportException>(() => Source.Open(2)).Message, StringComparison.Ordinal);
        Assert.Throws<ImportException>(() => EnrolmentSource.Npy(_folder.Path, Ids).Open(2));
    }

    [Fact]
    public void Ids_that_are_not_UTF_8_are_refused()
    {
        Write(NpyText.File("<f4", "(2, 2)", NpyText.Floats(1, 2, 3, 4)), "a");
        File.WriteAllBytes(Ids, Encoding.Latin1.GetBytes("Müller\nMöller\n"));

        Assert.Contains("UTF-8", Assert.Throws<ImportException>(() => Source.Open(2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_never_ends_takes_no_memory_and_refuses_its_row_alone()
    {
        Write(NpyText.File("<f4", "(3, 2)", NpyText.Floats(1, 2, 3, 4, 5, 6)), "a", new string('x', 3_000_000), "c");

        Assert.Equal(3, Source.Open(2));
        Assert.Equal(["a", "", "c"], Source.Rows(0).Select(row => row.SubjectId));
    }

    [Fact]
    public void Blank_lines_among_the_ids_count_as_ids()
    {
        Write(NpyText.File("<f4", "(3, 2)", NpyText.Floats(1, 2, 3, 4, 5, 6)), "a", "", "c");

        Assert.Equal(["a", "", "c"], Source.Rows(0).Select(row => row.SubjectId));
    }

    private void Write(byte[] npy, params string[] ids)
    {
        File.WriteAllBytes(Npy, npy);
        File.WriteAllLines(Ids, ids);
    }
}
