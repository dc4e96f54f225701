namespace HyperFace.Search.Memory;

/// <summary>
/// Brings what is read here and there of a mapped snapshot into memory, a little with each who comes to read: to find a page of
/// a mapped file takes longer than to read what is in it, where memory has large pages. Safe for any number of threads.
/// </summary>
/// <param name="mostBytes">A snapshot that has more of it than this is left to the system, which may take pages of a file back.</param>
/// <param name="columns">What is read.</param>
internal sealed class SegmentIntake(long mostBytes, params Column[] columns)
{
    /// <summary>Bytes that are copied at a time, or one segment: some hundred microseconds.</summary>
    private const long Helping = 1 << 20;

    /// <summary>It may take one byte in so many of those that the process may use.</summary>
    private const int ShareOfMemory = 4;

    private readonly Lock _copying = new();
    private volatile bool _isOver;
    private int _column;
    private int _segment;
    private bool _wasUnread;

    /// <summary>The same, for a quarter of the memory that the process may use.</summary>
    public SegmentIntake(params Column[] columns)
        : this(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / ShareOfMemory, columns)
    {
    }

    /// <summary>Copies the next few segments, unless another thread is at it or all are in memory. Segments that nobody has read yet are verified by whoever does, and copied after that.</summary>
    public void Continue()
    {
        if (_isOver || !_copying.TryEnter())
        {
            return;
        }

        try
        {
            _isOver = WholeBytes() > mostBytes || Copy();
        }
        catch (OutOfMemoryException)
        {
            // What is mapped is read there as before; who came to search is not to fail for it.
            _isOver = true;
        }
        finally
        {
            _copying.Exit();
        }
    }

    private long WholeBytes()
    {
        long bytes = 0;
        foreach (Column column in columns)
        {
            bytes += column.RestoredBytes;
        }

        return bytes;
    }

    /// <summary>Copies a helping; whether all is in memory then.</summary>
    private bool Copy()
    {
        for (long copied = 0; _column < columns.Length; _column++, _segment = 0)
        {
            Column column = columns[_column];
            for (; _segment < column.RestoredSegments; _segment++)
            {
                if (copied >= Helping)
                {
                    return false;
                }

                copied += column.BringIn(_segment, out bool isUnread);
                _wasUnread |= isUnread;
            }
        }

        bool isWhole = !_wasUnread;
        (_column, _segment, _wasUnread) = (0, 0, false);
        return isWhole;
    }
}
