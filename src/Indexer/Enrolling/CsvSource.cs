using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace HyperFace.Indexer.Enrolling;

/// <summary>A CSV manifest: subject, path, metadata.</summary>
internal sealed record CsvSource(string File, string Root) : EnrolmentSource
{
    public const string Kind = "csv";

    private const string SubjectColumn = "subjectId";
    private const string PathColumn = "path";
    private const int MaxFieldCharacters = 1 << 16;

    /// <inheritdoc/>
    public override bool NeedsModel => true;

    /// <inheritdoc/>
    internal override SourceDescription Describe() => new(Kind, File, Root, null);

    /// <inheritdoc/>
    internal override long? Open(int dimension)
    {
        if (!System.IO.File.Exists(File))
        {
            throw new ImportException($"There is no file '{File}'.");
        }

        if (!Directory.Exists(Root))
        {
            throw new ImportException($"There is no folder '{Root}', which the paths in '{File}' are relative to.");
        }

        long rows = 0;
        using CsvReader csv = OpenReader();
        while (Advance(csv))
        {
            rows++;
        }

        return rows > 0 ? rows : throw new ImportException($"'{File}' has a header and no rows.");
    }

    /// <inheritdoc/>
    internal override IEnumerable<EnrolmentRow> Rows(long first)
    {
        using CsvReader csv = OpenReader();
        string[] header = csv.HeaderRecord!;
        string root = ImportPath.Real(Root);
        for (long row = 0; Advance(csv); row++)
        {
            if (row >= first)
            {
                yield return ToRow(row, header, csv.Parser.Record!, root);
            }
        }
    }

    private EnrolmentRow ToRow(long row, string[] header, string[] fields, string root)
    {
        if (fields.Length != header.Length)
        {
            return new EnrolmentRow(row, $"row {row + 1}", null) { Fault = (RejectionReason.InvalidRow, $"The row has {fields.Length} fields, the header has {header.Length}.") };
        }

        string? subjectId = null;
        string path = string.Empty;
        var metadata = new Dictionary<string, string>();
        for (int i = 0; i < header.Length; i++)
        {
            switch (header[i])
            {
                case SubjectColumn:
                    subjectId = fields[i];
                    break;
                case PathColumn:
                    path = fields[i];
                    break;
                case var name when fields[i].Length > 0:
                    metadata[name] = fields[i];
                    break;
            }
        }

        var result = new EnrolmentRow(row, path, subjectId) { Metadata = metadata.Count > 0 ? metadata : null };
        if (path.Length == 0 || path.Any(char.IsControl))
        {
            return result with { Label = $"row {row + 1}", Fault = (RejectionReason.InvalidRow, path.Length == 0 ? "The path is empty." : "The path holds a control character.") };
        }

        // The real path is what is opened, too: a link changed after this check leads nowhere else.
        string real = ImportPath.Real(Path.GetFullPath(Path.Combine(Root, path)));
        return ImportPath.IsInside(real, root)
            ? result with { ImagePath = real }
            : result with { Fault = (RejectionReason.PathOutsideRoot, $"Path '{path}' leads outside the import root '{Root}'.") };
    }

    private CsvReader OpenReader()
    {
        CsvReader? csv = null;
        try
        {
            var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Mode = CsvMode.RFC4180,
                TrimOptions = TrimOptions.None,
                MaxFieldSize = MaxFieldCharacters,
                BadDataFound = null,
                DetectColumnCountChanges = false,
            };
            csv = new CsvReader(new StreamReader(File, TextLines.StrictUtf8), configuration);
            if (!Advance(csv) || !csv.ReadHeader())
            {
                throw new ImportException($"'{File}' is empty; its first line should be: {SubjectColumn},{PathColumn},…");
            }

            RequireHeader(csv.HeaderRecord!);
            return csv;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            csv?.Dispose();
            throw new ImportException($"'{File}' cannot be read: {e.Message}", e);
        }
        catch
        {
            csv?.Dispose();
            throw;
        }
    }

    private void RequireHeader(string[] header)
    {
        foreach (string column in new[] { SubjectColumn, PathColumn })
        {
            if (!header.Contains(column))
            {
                throw new ImportException($"'{File}' has no column '{column}'. Its header is: {string.Join(",", header)}; it should begin with {SubjectColumn},{PathColumn} and may go on with metadata.");
            }
        }

        if (header.Distinct().Count() != header.Length || header.Any(string.IsNullOrWhiteSpace))
        {
            throw new ImportException($"'{File}' has an empty or repeated column name in its header: {string.Join(",", header)}.");
        }
    }

    private bool Advance(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (Exception e) when (e.GetBaseException() is DecoderFallbackException)
        {
            throw new ImportException($"'{File}' is not UTF-8: it holds other bytes in or behind line {csv.Parser.RawRow}. Save it as UTF-8.", e);
        }
        catch (Exception e) when (e is CsvHelperException or IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"'{File}' cannot be read as CSV near line {csv.Parser.RawRow}: {e.GetBaseException().Message}", e);
        }
    }
}
