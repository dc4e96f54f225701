using HyperFace.Search.Memory;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Memory;

public sealed unsafe class SegmentIntakeTests
{
    [Fact]
    public void What_was_read_comes_into_memory_and_what_is_read_later_comes_later()
    {
        using var source = new NumberedSource();
        Column column = Restored(source);
        _ = (*column.At(0), *column.At(100));
        var intake = new SegmentIntake(long.MaxValue, column);

        intake.Continue();
        Assert.Equal([0, 6], InMemory(source, column));
        intake.Continue();
        Assert.Equal([0, 6], InMemory(source, column));
        column.FetchAll(CancellationToken.None);
        intake.Continue();
        intake.Continue();
        Assert.Equal(Enumerable.Range(0, 16), InMemory(source, column));
        Assert.Equal(Enumerable.Range(0, 256), Enumerable.Range(0, 256).Select(item => *(int*)column.At(item)));
        column.Free();
    }

    [Fact]
    public void A_helping_is_a_mebibyte_across_columns()
    {
        // Segments of 256 KiB.
        Column[] columns = [new(new ColumnShape(1 << 14, 4)), new(new ColumnShape(1 << 14, 4))];
        using var large = new ZeroSource(3 << 18);
        Array.ForEach(columns, column => column.Restore(large, 3 * 16));
        Array.ForEach(columns, column => column.FetchAll(CancellationToken.None));
        var intake = new SegmentIntake(long.MaxValue, columns);
        Assert.Equal(0, columns.Sum(column => column.NativeBytes));

        intake.Continue();
        Assert.Equal((false, false, true), (large.Holds(columns[0].At(0)), large.Holds(columns[1].At(0)), large.Holds(columns[1].At(16))));
        intake.Continue();
        Assert.False(large.Holds(columns[1].At(16)) || large.Holds(columns[1].At(32)));
        Array.ForEach(columns, column => column.Free());
    }

    [Fact]
    public void More_than_there_may_be_stays_where_it_is()
    {
        using var source = new NumberedSource();
        Column column = Restored(source);
        column.FetchAll(CancellationToken.None);
        new SegmentIntake(1023, column).Continue();
        Assert.Empty(InMemory(source, column));
        new SegmentIntake(1024, column).Continue();
        Assert.Equal(16, InMemory(source, column).Count());
        column.Free();
    }

    [Fact]
    public void Where_there_is_no_memory_the_mapping_is_read_on_and_nobody_asks_again()
    {
        using var source = new ZeroSource(1 << 18);
        var column = new Column(new ColumnShape(int.MaxValue, 13));
        column.Restore(source, 1 << 13);
        column.FetchAll(CancellationToken.None);
        var intake = new SegmentIntake(long.MaxValue, column);
        intake.Continue();
        int asked = source.Asked;
        intake.Continue();
        Assert.Equal((true, 0L, asked + 1), (source.Holds(column.At(0)), column.NativeBytes, source.Asked));
        column.Free();
    }

    [Fact]
    public void Of_a_column_that_came_from_no_snapshot_nothing_is_brought_in()
    {
        var column = new Column(new ColumnShape(sizeof(int), 4));
        column.Reserve(20);
        *(int*)column.Own(3) = 3;
        long bytes = column.NativeBytes;
        new SegmentIntake(column).Continue();
        Assert.Equal((3, bytes), (*(int*)column.At(3), column.NativeBytes));
        column.Free();
    }

    private static Column Restored(NumberedSource source)
    {
        var column = new Column(new ColumnShape(sizeof(int), 4));
        column.Restore(source, 256);
        return column;
    }

    private static IEnumerable<int> InMemory(NumberedSource source, Column column) =>
        [.. Enumerable.Range(0, 16).Where(segment => source.Fetched.Contains(segment) && !source.Holds(column.At(16 * segment)))];

    /// <summary>A source of zeros.</summary>
    private sealed class ZeroSource(long bytes) : ISegmentSource, IDisposable
    {
        private readonly byte* _zeros = NativeBlock.Allocate(bytes);

        public int Asked { get; private set; }

        public byte* Map(int segment) => _zeros + ((long)segment << 18);

        public void Load(int segment, byte* destination) => throw new NotSupportedException();

        public bool Holds(byte* address)
        {
            Asked++;
            return address >= _zeros && address < _zeros + bytes;
        }

        public void Dispose() => NativeBlock.Free(_zeros);
    }
}
