namespace HyperFace.Indexer.Tests.Enrolling;

public sealed class EmbeddingTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_are_read_in_any_order()
    {
        using EmbeddingTable table = Open(NpyText.File("<f4", "(3, 2)", NpyText.Floats(1, 2, 3, 4, 5, 6)));
        Assert.Equal((3L, 2), (table.Rows, table.Columns));
        Assert.Equal([5f, 6], Row(table, 2));
        Assert.Equal([1f, 2], Row(table, 0));
    }

    [Fact]
    public void Half_precision_is_widened_and_nothing_is_checked_of_values()
    {
        using EmbeddingTable table = Open(NpyText.File("<f2", "(1, 2)", NpyText.Halves(-0.5f, float.NaN)));
        Assert.Equal([-0.5f, float.NaN], Row(table, 0));
    }

    [Fact]
    public void A_row_that_there_is_not_and_a_buffer_of_another_length_are_refused()
    {
        using EmbeddingTable table = Open(NpyText.File("<f4", "(1, 2)", NpyText.Floats(1, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(1, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Read(-1, new float[2]));
        Assert.Throws<ArgumentException>(() => table.Read(0, new float[3]));
    }

    [Fact]
    public void What_is_no_table_is_refused()
    {
        Assert.Throws<ImportException>(() => EmbeddingTable.Open(_folder["none.npy"]));
        Assert.Throws<ImportException>(() => Open("no array"u8.ToArray()));
        Assert.Throws<ImportException>(() => Open(NpyText.File("<f4", "(2,)", NpyText.Floats(1, 2))));
        Assert.Throws<ArgumentException>(() => EmbeddingTable.Open(" "));
    }

    private static float[] Row(EmbeddingTable table, long row)
    {
        var values = new float[table.Columns];
        table.Read(row, values);
        return values;
    }

    private EmbeddingTable Open(byte[] file) => EmbeddingTable.Open(_folder.Write("table.npy", file));
}
