namespace HyperFace.Indexer;

/// <summary>Ready-made embeddings in a NumPy file (<c>.npy</c>), read row by row; the file may be larger than memory. Not thread-safe.</summary>
public sealed class EmbeddingTable : IDisposable
{
    private readonly NpyFile _file;

    private EmbeddingTable(NpyFile file) => _file = file;

    /// <summary>Rows of the table, 1 or more.</summary>
    public long Rows => _file.Rows;

    /// <summary>Values in a row, 2 to 4096.</summary>
    public int Columns => _file.Columns;

    /// <summary>Opens a table: float32 or float16, two dimensions, C order.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ImportException">The file cannot be read as that.</exception>
    public static EmbeddingTable Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return new EmbeddingTable(NpyFile.Open(path, ImportException.Refusal));
    }

    /// <summary>Reads a row. Nothing of its values is checked.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="values">Receives <see cref="Columns"/> values.</param>
    /// <exception cref="ImportException">The file cannot be read any more.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    /// <exception cref="ArgumentException"><paramref name="values"/> has another length.</exception>
    public void Read(long row, Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        if (values.Length != Columns)
        {
            throw new ArgumentException($"The buffer holds {values.Length} values, a row {Columns}.", nameof(values));
        }

        _file.Read(row, values);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();
}
