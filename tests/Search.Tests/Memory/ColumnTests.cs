using HyperFace.Search.Memory;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Memory;

public sealed unsafe class ColumnTests
{
    [Theory]
    [InlineData(1, ColumnShape.HotSegmentBytes, 13)]
    [InlineData(64, ColumnShape.HotSegmentBytes, 13)]
    [InlineData(512, ColumnShape.HotSegmentBytes, 11)]
    [InlineData(2304, ColumnShape.HotSegmentBytes, 8)]
    [InlineData(2048, ColumnShape.ColdSegmentBytes, 5)]
    [InlineData(16384, ColumnShape.ColdSegmentBytes, 2)]
    [InlineData(1 << 20, ColumnShape.ColdSegmentBytes, 0)]
    public void A_segment_is_as_large_as_it_may_be(int stride, long most, int shift) => Assert.Equal(new ColumnShape(stride, shift), ColumnShape.Of(stride, most));

    [Fact]
    public void Items_are_zero_stay_where_they_are_and_keep_what_was_written()
    {
        var column = new Column(ColumnShape.Of(48, 1 << 12));
        var places = new List<nint>();
        for (int item = 0; item < 5000; item++)
        {
            column.Reserve(item + 1);
            byte* at = column.Own(item);
            Assert.True(new ReadOnlySpan<byte>(at, 48).IndexOfAnyExcept((byte)0) < 0, "a new item is not zero");
            places.Add((nint)at);
            *(int*)at = item;
        }

        for (int item = 0; item < 5000; item++)
        {
            Assert.True(column.At(item) == (byte*)places[item] && *(int*)column.At(item) == item);
        }

        Assert.True(column.NativeBytes >= 5000 * 48);
        column.Free();
        Assert.Equal(0, column.NativeBytes);
    }

    [Fact]
    public void Bytes_beyond_two_to_the_31st_are_reached()
    {
        // Pages that nobody touches take no memory.
        const int stride = 1 << 16;
        const int items = 70_000;
        var column = new Column(ColumnShape.Of(stride));
        column.Reserve(items);
        foreach (int item in new[] { 0, 32_767, 32_768, 65_536, items - 1 })
        {
            *(int*)column.Own(item) = item + 1;
        }

        Assert.Equal([1, 32_768, 32_769, 65_537, items], new[] { 0, 32_767, 32_768, 65_536, items - 1 }.Select(item => *(int*)column.At(item)));
        Assert.Equal(0, *(int*)column.At(40_000));
        Assert.True(column.NativeBytes > 1L << 32);
        column.Free();
    }

    [Theory]
    [InlineData(false, 250)]
    [InlineData(true, 250)]
    [InlineData(false, 256)]
    [InlineData(true, 256)]
    public void Segments_of_a_source_are_fetched_when_they_are_first_read_and_copied_when_they_are_first_written(bool resident, int items)
    {
        using var source = new NumberedSource { Items = items };
        var column = new Column(new ColumnShape(sizeof(int), 4), resident);
        column.Restore(source, items);

        // The last segment, if it is not full, will be written to; nothing else was looked at.
        Assert.Equal(items % 16 == 0 ? [] : [15], source.Fetched);
        Assert.Equal(37, *(int*)column.At(37));
        Assert.Equal(38, *(int*)column.At(38));
        Assert.Equal(2, source.Fetched[^1]);
        int fetched = source.Fetched.Count;

        *(int*)column.Own(37) = -1;
        Assert.Equal((36, -1, 38), (*(int*)column.At(36), *(int*)column.At(37), *(int*)column.At(38)));
        Assert.Equal(37, source.Value(37));
        Assert.Equal(fetched, source.Fetched.Count);

        column.Reserve(items + 100);
        *(int*)column.Own(items) = 7;
        Assert.Equal((items - 1, 7, 0), (*(int*)column.At(items - 1), *(int*)column.At(items), *(int*)column.At(items + 1)));
        column.FetchAll(CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 16), source.Fetched.Order());
        column.Free();
    }

    [Fact]
    public void A_mapped_segment_is_brought_into_memory_once_it_was_read()
    {
        using var source = new NumberedSource();
        var column = new Column(new ColumnShape(sizeof(int), 4));
        column.Restore(source, 256);
        byte* mapped = column.At(37);
        Assert.True(source.Holds(mapped));
        *(int*)column.Own(100) = -100;
        Assert.Equal((16, 1024), (column.RestoredSegments, column.RestoredBytes));

        Assert.Equal((64, false), (column.BringIn(2, out bool isUnread), isUnread));
        Assert.Equal((0, false), (column.BringIn(2, out isUnread), isUnread));
        Assert.Equal((0, false), (column.BringIn(100 / 16, out isUnread), isUnread));
        Assert.Equal((0, true), (column.BringIn(9, out isUnread), isUnread));
        Assert.Equal((37, 37, -100, 150), (*(int*)mapped, *(int*)column.At(37), *(int*)column.At(100), *(int*)column.At(150)));
        Assert.Equal((false, true), (source.Holds(column.At(37)), source.Holds(column.At(150))));
        *(int*)column.Own(37) = -37;
        Assert.Equal((-37, 37), (*(int*)column.At(37), source.Value(37)));
        column.Free();
    }

    [Theory]
    [InlineData(false, 160)]
    [InlineData(true, 160)]
    [InlineData(false, 165)]
    [InlineData(true, 165)]
    public void What_came_of_a_snapshot_takes_its_own_bytes_and_no_more(bool resident, int items)
    {
        using var source = new NumberedSource { Items = items };
        var column = new Column(new ColumnShape(sizeof(int), 4), resident);
        column.Restore(source, items);
        *(int*)column.Own(40) = -40;
        column.FetchAll(CancellationToken.None);
        for (int segment = 0; segment < column.RestoredSegments; segment++)
        {
            column.BringIn(segment, out _);
        }

        Assert.Equal(column.RestoredBytes, column.NativeBytes);
        Assert.Equal((-40, 150), (*(int*)column.At(40), *(int*)column.At(150)));
        column.Reserve(items + 100);
        *(int*)column.Own(items + 99) = 99;
        Assert.Equal((99, -40), (*(int*)column.At(items + 99), *(int*)column.At(40)));
        column.Free();
    }

    [Fact]
    public void Who_reads_writes_and_makes_room_while_segments_are_brought_in_sees_one_copy()
    {
        for (int round = 0; round < 200; round++)
        {
            using var source = new NumberedSource();
            var column = new Column(new ColumnShape(sizeof(int), 4));
            column.Restore(source, 256);
            column.FetchAll(CancellationToken.None);
            using var start = new Barrier(3);
            Thread[] others = [new(BringIn), new(MakeRoom)];
            Array.ForEach(others, other => other.Start());
            start.SignalAndWait();
            for (int item = 0; item < 256; item++)
            {
                *(int*)column.Own(item) += 1000;
                Assert.Equal(255 - item + (item >= 128 ? 1000 : 0), *(int*)column.At(255 - item));
            }

            Array.ForEach(others, other => other.Join());
            Assert.Equal(Enumerable.Range(1000, 256), Enumerable.Range(0, 256).Select(item => *(int*)column.At(item)));
            Assert.Equal(0, *(int*)column.At(4000));
            column.Free();

            void BringIn()
            {
                start.SignalAndWait();
                for (int segment = 15; segment >= 0; segment--)
                {
                    column.BringIn(segment, out _);
                }
            }

            void MakeRoom()
            {
                start.SignalAndWait();
                for (int items = 257; items < 5000; items += 64)
                {
                    column.Reserve(items);
                }
            }
        }
    }

    [Fact]
    public void A_segment_that_cannot_be_fetched_is_asked_for_again()
    {
        using var source = new NumberedSource { Failures = 2 };
        var column = new Column(new ColumnShape(sizeof(int), 4));
        column.Restore(source, 64);
        Assert.Throws<IOException>(() => *(int*)column.At(5));
        Assert.Throws<IOException>(() => *(int*)column.Own(5));
        Assert.Equal(5, *(int*)column.At(5));
        column.Free();
    }

    [Fact]
    public void Many_who_read_and_write_at_once_see_one_copy()
    {
        for (int round = 0; round < 200; round++)
        {
            using var source = new NumberedSource();
            var column = new Column(new ColumnShape(sizeof(int), 4), resident: round % 2 == 0);
            column.Restore(source, 64);
            Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, item => *(int*)column.Own(item) += 1000);
            Assert.Equal(Enumerable.Range(1000, 16), Enumerable.Range(0, 16).Select(item => *(int*)column.At(item)));
            column.Free();
        }
    }
}
