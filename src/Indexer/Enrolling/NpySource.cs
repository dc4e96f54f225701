using HyperFace.Embedding;

namespace HyperFace.Indexer.Enrolling;

/// <summary>A NumPy file of embeddings and a text file of subject ids.</summary>
internal sealed record NpySource(string NpyPath, string IdsPath, ModelFingerprint? Model) : EnrolmentSource
{
    public const string Kind = "npy";

    private const int MaxIdCharacters = 4096;

    /// <inheritdoc/>
    public override bool NeedsModel => false;

    /// <inheritdoc/>
    internal override ModelFingerprint? Fingerprint => Model;

    /// <inheritdoc/>
    internal override SourceDescription Describe() => new(Kind, NpyPath, IdsPath, Model?.ToString());

    /// <inheritdoc/>
    internal override long? Open(int dimension)
    {
        using NpyFile npy = NpyFile.Open(NpyPath, ImportException.Refusal);
        if (npy.Columns != dimension)
        {
            throw new ImportException($"'{NpyPath}' has rows of {npy.Columns} values; the gallery's templates have {dimension}.");
        }

        long ids = Ids().LongCount();
        return ids == npy.Rows
            ? npy.Rows
            : throw new ImportException($"'{IdsPath}' has {ids} ids, '{NpyPath}' has {npy.Rows} rows; there must be one id per row.");
    }

    /// <inheritdoc/>
    internal override IEnumerable<EnrolmentRow> Rows(long first)
    {
        using NpyFile npy = NpyFile.Open(NpyPath, ImportException.Refusal);
        string name = Path.GetFileName(NpyPath);
        long row = 0;
        foreach (string id in Ids())
        {
            if (row >= npy.Rows)
            {
                yield break;
            }

            if (row >= first)
            {
                var embedding = new float[npy.Columns];
                npy.Read(row, embedding);
                yield return new EnrolmentRow(row, $"{name}[{row}]", id) { Embedding = embedding };
            }

            row++;
        }
    }

    /// <summary>One id per line. One that is too long is read as empty, and its row refused.</summary>
    private IEnumerable<string> Ids() => TextLines.Read(IdsPath, MaxIdCharacters).Select(line => line.Text ?? string.Empty);
}
