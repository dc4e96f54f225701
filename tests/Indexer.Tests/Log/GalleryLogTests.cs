using HyperFace.Indexer.Log;
using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests.Log;

public sealed class GalleryLogTests : IDisposable
{
    private readonly TestLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public void What_was_appended_is_handed_out_in_order_at_the_next_opening()
    {
        _log.Append(3);
        _log.Append(40);
        _log.Append(1);

        _log.Reopen();

        Assert.Equal(Range(1, 44), _log.Seen);
        Assert.Equal(44UL, _log.Log.DurableLsn);
        Assert.Empty(_log.Log.Damage);
    }

    [Fact]
    public void A_segment_that_has_grown_is_sealed_and_the_next_goes_on()
    {
        _log.Append(60);
        _log.Append(60);
        _log.Append(60);

        Assert.Equal(3, _log.Log.Segments.Count);
        Assert.Equal([1UL, 61UL, 121UL], _log.Log.Segments.Select(segment => segment.FirstLsn));
        Assert.All(_log.Log.Segments.SkipLast(1), segment => Assert.Equal(Damage.LengthOf(Path.Combine(_log.Folder, segment.Name)), segment.Bytes));
        Assert.Equal(Range(1, 180), _log.Replay());
        Assert.Equal(Directory.GetFiles(_log.Folder, "*.seg").Sum(Damage.LengthOf), _log.Log.BytesOnDisk);
    }

    [Fact]
    public void Sealing_an_empty_segment_does_nothing()
    {
        _log.Log.Seal();
        _log.Append();
        _log.Log.Seal();
        _log.Log.Seal();

        Assert.Equal(2, _log.Log.Segments.Count);
    }

    [Fact]
    public void A_torn_tail_is_cut_at_the_last_whole_record_wherever_it_tore()
    {
        _log.Append(2);
        long whole = Damage.LengthOf(_log.PathOf(0));
        byte[] torn = _log.Group(3).Bytes.ToArray();
        _log.Close();
        byte[] before = File.ReadAllBytes(_log.PathOf(0));
        int frame = torn.Length / 3;
        for (int length = 1; length < torn.Length; length += 7)
        {
            File.WriteAllBytes(_log.PathOf(0), [.. before, .. torn[..length]]);

            _log.Reopen();

            ulong survivors = (ulong)(length / frame);
            Assert.Equal(Range(1, 2 + (int)survivors), _log.Seen);
            Assert.Empty(_log.Log.Damage);
            Assert.Equal(whole + (length / frame * frame), Damage.LengthOf(_log.PathOf(0)));
            _log.Close();
        }
    }

    [Fact]
    public void A_tail_torn_in_its_middle_is_cut_there_although_its_end_arrived()
    {
        _log.Append(2);
        long whole = Damage.LengthOf(_log.PathOf(0));
        byte[] torn = _log.Group(5).Bytes.ToArray();
        _log.Close();
        int frame = torn.Length / 5;
        torn.AsSpan(frame, frame).Clear();
        Damage.Append(_log.PathOf(0), torn);

        _log.Reopen();

        Assert.Equal(Range(1, 3), _log.Seen);
        Assert.Equal(whole + frame, Damage.LengthOf(_log.PathOf(0)));
        _log.Append(4);
        _log.Reopen();
        Assert.Equal(Range(1, 7), _log.Seen);
    }

    [Fact]
    public void A_bad_record_whose_own_group_survives_is_damage_when_a_later_group_follows()
    {
        // Found by a test: the other frames of the group know nothing of its being durable, and everything was cut.
        _log.Append(2);
        long offset = Damage.LengthOf(_log.PathOf(0));
        _log.Append(3);
        _log.Append(1);
        Damage.Flip(_log.PathOf(0), offset + 70);

        _log.Reopen();

        Assert.Equal([1UL, 2, 4, 5, 6], _log.Seen);
        Assert.Equal(offset, Assert.Single(_log.Log.Damage).Offset);
    }

    [Fact]
    public void Zeros_behind_the_end_are_a_torn_tail()
    {
        _log.Append(2);
        long whole = Damage.LengthOf(_log.PathOf(0));
        Damage.Append(_log.PathOf(0), new byte[10_000]);

        _log.Reopen();

        Assert.Equal(whole, Damage.LengthOf(_log.PathOf(0)));
        Assert.Empty(_log.Log.Damage);
    }

    [Fact]
    public void A_bad_record_in_the_middle_is_reported_with_its_place_and_the_rest_is_served()
    {
        _log.Append(2);
        long offset = Damage.LengthOf(_log.PathOf(0));
        _log.Append(1);
        long after = Damage.LengthOf(_log.PathOf(0));
        _log.Append(2);
        Damage.Flip(_log.PathOf(0), offset + 70);

        _log.Reopen();

        Assert.Equal([1UL, 2, 4, 5], _log.Seen);
        LogDamage damage = Assert.Single(_log.Log.Damage);
        Assert.Equal(new LogDamage(_log.Log.Segments[0].Name, offset, after - offset, 3, 3), damage);
        Assert.Equal(5UL, _log.Log.DurableLsn);
    }

    [Fact]
    public void Damage_anywhere_in_a_log_loses_only_the_records_it_hits()
    {
        _log.Append(1);
        long start = Damage.LengthOf(_log.PathOf(0));
        _log.Append(1);
        long end = Damage.LengthOf(_log.PathOf(0));
        _log.Append(1);
        for (long offset = start; offset < end; offset++)
        {
            Damage.Flip(_log.PathOf(0), offset);

            _log.Reopen();

            Assert.Equal([1UL, 3], _log.Seen);
            Assert.Equal(start, Assert.Single(_log.Log.Damage).Offset);
            _log.Close();
            Damage.Flip(_log.PathOf(0), offset);
        }
    }

    [Fact]
    public void A_damaged_log_refuses_to_grow_and_says_where_it_is_damaged()
    {
        _log.Append(3);
        Damage.Flip(_log.PathOf(0), SegmentHeader.Bytes + 70);
        _log.Append(1);
        _log.Reopen();

        LogDamagedException e = Assert.Throws<LogDamagedException>(() => _log.Append());

        Assert.Contains($"segment {_log.Log.Segments[0].Name}, offset {SegmentHeader.Bytes}", e.Message, StringComparison.Ordinal);
        Assert.Throws<LogDamagedException>(_log.Log.Seal);
        Assert.Throws<LogDamagedException>(() => _log.Replay());
        Assert.Equal([2UL, 3, 4], _log.Replay(skipDamage: true));
    }

    [Fact]
    public void A_tail_that_somebody_saw_applied_is_damage_and_not_torn()
    {
        _log.Append(3);
        long offset = SegmentHeader.Bytes + ((Damage.LengthOf(_log.PathOf(0)) - SegmentHeader.Bytes) / 3 * 2);
        Damage.Flip(_log.PathOf(0), offset + 3);
        long length = Damage.LengthOf(_log.PathOf(0));

        _log.Reopen(acknowledged: 3);

        Assert.Equal([1UL, 2], _log.Seen);
        Assert.Equal(new LogDamage(_log.Log.Segments[0].Name, offset, length - offset, 3, 3), Assert.Single(_log.Log.Damage));
        Assert.Equal(length, Damage.LengthOf(_log.PathOf(0)));
        Assert.Equal(3UL, _log.Log.DurableLsn);
    }

    [Fact]
    public void A_tail_cut_off_between_two_records_is_missed_when_somebody_saw_it()
    {
        _log.Append(3);
        long length = SegmentHeader.Bytes + ((Damage.LengthOf(_log.PathOf(0)) - SegmentHeader.Bytes) / 3 * 2);
        Damage.Truncate(_log.PathOf(0), length);

        _log.Reopen(acknowledged: 3);

        Assert.Equal(new LogDamage(_log.Log.Segments[0].Name, length, 0, 3, 3), Assert.Single(_log.Log.Damage));
        Assert.Equal(3UL, _log.Log.DurableLsn);
    }

    [Fact]
    public void A_sealed_segment_is_never_cut()
    {
        _log.Append(60);
        _log.Append(5);
        string sealedPath = _log.PathOf(0);
        long length = Damage.LengthOf(sealedPath);
        long frame = (length - SegmentHeader.Bytes) / 60;
        Damage.Truncate(sealedPath, length - frame);

        _log.Reopen();

        Assert.Equal([.. Range(1, 59), .. Range(61, 5)], _log.Seen);
        Assert.Equal(new LogDamage(_log.Log.Segments[0].Name, length - frame, frame, 60, 60), Assert.Single(_log.Log.Damage));
    }

    [Fact]
    public void A_broken_tail_of_a_sealed_segment_is_damage_up_to_where_the_next_begins()
    {
        _log.Append(60);
        _log.Append(5);
        long length = Damage.LengthOf(_log.PathOf(0));
        long frame = (length - SegmentHeader.Bytes) / 60;
        Damage.Flip(_log.PathOf(0), length - (2 * frame) + 1);
        Damage.Flip(_log.PathOf(0), length - frame + 1);

        _log.Reopen(acknowledged: 65);

        Assert.Equal(new LogDamage(_log.Log.Segments[0].Name, length - (2 * frame), 2 * frame, 59, 60), Assert.Single(_log.Log.Damage));
    }

    [Fact]
    public void A_missing_segment_is_damage_and_the_others_are_served()
    {
        _log.Append(60);
        _log.Append(60);
        _log.Append(5);
        string middle = _log.Log.Segments[1].Name;
        long length = Damage.LengthOf(_log.PathOf(1));
        _log.Close();
        File.Delete(Path.Combine(_log.Folder, middle));

        _log.Reopen();

        Assert.Equal([.. Range(1, 60), .. Range(121, 5)], _log.Seen);
        Assert.Equal(new LogDamage(middle, 0, length, 61, 120), Assert.Single(_log.Log.Damage));
        Assert.Equal([.. Range(1, 60), .. Range(121, 5)], _log.Replay(skipDamage: true));
    }

    [Fact]
    public void A_missing_last_segment_is_damage_when_somebody_saw_its_records()
    {
        _log.Append(60);
        _log.Append(5);
        string last = _log.Log.Segments[1].Name;
        _log.Close();
        File.Delete(Path.Combine(_log.Folder, last));

        _log.Reopen(acknowledged: 65);

        Assert.Equal(new LogDamage(last, 0, 0, 61, 65), Assert.Single(_log.Log.Damage));
        Assert.Equal(65UL, _log.Log.DurableLsn);
        Assert.Throws<LogDamagedException>(() => _log.Append());
    }

    [Fact]
    public void A_broken_segment_header_loses_no_record_and_is_reported()
    {
        _log.Append(60);
        _log.Append(5);
        Damage.Flip(_log.PathOf(0), 20);

        _log.Reopen();

        Assert.Equal(Range(1, 65), _log.Seen);
        LogDamage damage = Assert.Single(_log.Log.Damage);
        Assert.Equal((0, SegmentHeader.Bytes), (damage.Offset, damage.Bytes));
        Assert.Contains("no record is lost", damage.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_of_another_log_is_not_read_as_this_one()
    {
        using var other = new TestLog();
        other.Append(60);
        other.Append(5);
        _log.Append(60);
        _log.Append(5);
        File.Copy(other.PathOf(0), _log.PathOf(0), overwrite: true);

        _log.Reopen();

        Assert.Equal(Range(61, 5), _log.Seen);
        Assert.Equal(2, _log.Log.Damage.Count);
    }

    [Fact]
    public void A_frame_forged_inside_a_vector_is_not_found_when_the_frame_around_it_breaks()
    {
        // What an attacker can place: a whole frame, made without knowing the log's salt, inside a longer vector's bytes.
        var forged = new byte[LogFrame.LengthOf(TestLog.Dimension, 64)];
        LogFrame.Write(forged, _log.Log.Identity with { Salt = 0 }, LogRecordKind.Enrol, 99, 98, 0, Seeded.Unit(1, TestLog.Dimension), new byte[64]);
        _log.Append(1);
        _log.Close();
        Damage.Append(_log.PathOf(0), forged);

        _log.Reopen();

        Assert.Equal([1UL], _log.Seen);
    }

    [Fact]
    public void Numbers_spent_before_a_compaction_are_not_given_out_again()
    {
        _log.Append(10);
        _log.Log.Seal();

        // Nothing of the ten was live: the compacted log is empty.
        _log.Log.Replace([], _log.Log.Segments[0].Name, generation: 2, nextKey: 11);
        Assert.Equal(10UL, _log.Log.DurableLsn);
        _log.Reopen();

        Assert.Empty(_log.Seen);
        Assert.Equal(10UL, _log.Log.DurableLsn);
        Assert.Equal((2UL, 11U), (_log.Log.Generation, _log.Log.NextKey));
        _log.Append(1);
        _log.Reopen();
        Assert.Equal([11UL], _log.Seen);
    }

    [Fact]
    public void Segments_that_nobody_names_are_deleted_and_other_peoples_files_are_not()
    {
        _log.Append(1);
        string stray = Path.Combine(_log.Folder, SegmentEntry.NameOf(7, 7));
        string half = Path.Combine(_log.Folder, "current.tmp");
        string backup = Path.Combine(_log.Folder, "current.bak");
        File.WriteAllText(stray, "x");
        File.WriteAllText(half, "x");
        File.WriteAllText(backup, "x");

        _log.Reopen();

        Assert.False(File.Exists(stray));
        Assert.False(File.Exists(half));
        Assert.True(File.Exists(backup));
    }

    [Fact]
    public void A_reader_that_follows_sees_each_record_once()
    {
        var cursor = new LogCursor();
        var seen = new List<ulong>();
        void Follow() => _log.Log.Replay(_log.Log.Segments, skipDamage: false, (in LogFrame frame) => seen.Add(frame.Lsn), cursor);
        for (int i = 0; i < 12; i++)
        {
            _log.Append(20);
            Follow();
            Follow();
        }

        Assert.True(_log.Log.Segments.Count > 2);
        Assert.Equal(Range(1, 240), seen);
    }

    [Fact]
    public void What_lies_behind_the_durable_end_is_not_replayed()
    {
        _log.Append(2);
        Damage.Append(_log.PathOf(0), _log.Group(3).Bytes);

        Assert.Equal([1UL, 2], _log.Replay());
    }

    [Fact]
    public void A_manifest_that_cannot_be_replaced_leaves_the_log_as_it_was()
    {
        _log.Append(1);
        string blocked = Path.Combine(_log.Folder, "current.tmp");
        Directory.CreateDirectory(blocked);

        Assert.Throws<GalleryStorageException>(_log.Log.Seal);

        Assert.False(_log.Log.HasFailed);
        Assert.Single(_log.Log.Segments);
        _log.Append(1);
        Directory.Delete(blocked);
        _log.Log.Seal();
        _log.Append(1);
        _log.Reopen();
        Assert.Equal(Range(1, 3), _log.Seen);
    }

    [Fact]
    public void A_segment_that_cannot_be_made_leaves_the_log_as_it_was()
    {
        _log.Append(60);
        string blocked = Path.Combine(_log.Folder, SegmentEntry.NameOf(1, 61) + ".tmp");
        Directory.CreateDirectory(blocked);

        Assert.Throws<GalleryStorageException>(() => _log.Append(1));

        Directory.Delete(blocked);
        _log.Append(1);
        _log.Reopen();
        Assert.Equal(Range(1, 61), _log.Seen);
        Assert.Equal(2, _log.Log.Segments.Count);
    }

    private static IEnumerable<ulong> Range(int first, int count) => Enumerable.Range(first, count).Select(i => (ulong)i);
}
