using HyperFace.Indexer;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>The codes of the people of a set, by number: drawn from the seed, or rows of a file. Thread-safe.</summary>
internal sealed class IdentityCodes : IDisposable
{
    private const int DefaultCount = 100;
    private const double Rounding = 1e-5;

    private readonly SyntheticPopulation _people;
    private readonly EmbeddingTable? _table;
    private readonly string? _path;

    private IdentityCodes(SyntheticPopulation people, int count, int length, EmbeddingTable? table, string? path)
    {
        _people = people;
        _table = table;
        _path = path;
        Count = count;
        Length = length;
    }

    /// <summary>People.</summary>
    public int Count { get; }

    /// <summary>Values of a code.</summary>
    public int Length { get; }

    /// <summary>Opens the codes that were asked for.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="people">Whose seeds drawn codes come from.</param>
    /// <param name="needed">Values that the generator takes; null for any.</param>
    /// <exception cref="InputException">The file has too few rows, or rows of another length than the generator takes.</exception>
    /// <exception cref="UsageException">Drawn codes were asked for in another length than the generator takes.</exception>
    /// <exception cref="ImportException">The file cannot be read.</exception>
    public static IdentityCodes Open(FacesRequest request, SyntheticPopulation people, int? needed)
    {
        if (request.Codes is not { } path)
        {
            int length = request.CodeLength ?? needed ?? request.DefaultCodeLength;
            return needed is { } must && must != length
                ? throw new UsageException($"--code-length is {length}; the generator takes codes of {must} values.")
                : new IdentityCodes(people, request.Identities ?? DefaultCount, length, null, null);
        }

        EmbeddingTable table = EmbeddingTable.Open(path);
        try
        {
            return Check(request, people, needed, path, table);
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Reads one code, of length 1.</summary>
    /// <exception cref="InputException">The row cannot be brought to length 1.</exception>
    public void Read(int identity, Span<float> code)
    {
        if (_table is null)
        {
            IdentityCode.Draw(_people.SubjectSeed(identity), code);
            return;
        }

        lock (_table)
        {
            _table.Read(identity, code);
        }

        Normalise(identity, code);
    }

    /// <inheritdoc/>
    public void Dispose() => _table?.Dispose();

    private static IdentityCodes Check(FacesRequest request, SyntheticPopulation people, int? needed, string path, EmbeddingTable table)
    {
        if (table.Columns != (needed ?? table.Columns))
        {
            throw new InputException($"'{path}' has rows of {table.Columns} values; the generator takes codes of {needed}.");
        }

        if (table.Columns < IdentityCode.MinLength)
        {
            throw new InputException($"'{path}' has rows of {table.Columns} values; a code has {IdentityCode.MinLength} or more.");
        }

        long count = request.Identities ?? table.Rows;
        return count > table.Rows
            ? throw new InputException($"'{path}' has {table.Rows} rows; {count} people were asked for with --identities.")
            : new IdentityCodes(people, (int)count, table.Columns, table, path);
    }

    private void Normalise(int row, Span<float> code)
    {
        double square = 0;
        foreach (float value in code)
        {
            square += (double)value * value;
        }

        double length = Math.Sqrt(square);
        if (!double.IsFinite(length) || length < 1e-20)
        {
            throw new InputException($"Row {row} of '{_path}' cannot be brought to length 1: its length is {length}.");
        }

        if (Math.Abs(length - 1) < Rounding)
        {
            // Left as it is, bit by bit: the codes that a set came with make the same set again.
            return;
        }

        for (int i = 0; i < code.Length; i++)
        {
            code[i] = (float)(code[i] / length);
        }
    }
}
