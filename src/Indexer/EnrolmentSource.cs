using HyperFace.Embedding;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer;

/// <summary>
/// Where a bulk enrolment takes its faces from. A source is read as a stream, in an order that is the same each time,
/// so that a job can be resumed at the row where it stopped.
/// </summary>
public abstract record EnrolmentSource
{
    private protected EnrolmentSource()
    {
    }

    /// <summary>A folder with one folder per subject, named by the subject's id, holding the images: <c>&lt;subjectId&gt;/*.jpg</c> (also .jpeg, .png, .webp, .bmp).</summary>
    public static EnrolmentSource Folder(string path) => new FolderSource(Path.GetFullPath(path));

    /// <summary>
    /// A CSV file (RFC 4180, UTF-8) with a header: columns <c>subjectId</c> and <c>path</c>, and any others, which become
    /// the subject's metadata.
    /// </summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="root">Paths are relative to this folder and must stay inside it; null takes the CSV file's own folder.</param>
    public static EnrolmentSource Csv(string path, string? root = null) =>
        new CsvSource(Path.GetFullPath(path), Path.GetFullPath(root ?? Path.GetDirectoryName(Path.GetFullPath(path))!));

    /// <summary>Ready-made embeddings: a NumPy file [n, d] of float32 or float16 and a text file with n subject ids, one per line.</summary>
    /// <param name="npyPath">The <c>.npy</c> file.</param>
    /// <param name="idsPath">The text file, UTF-8.</param>
    /// <param name="fingerprint">The model that made them; when given it must be the gallery's.</param>
    public static EnrolmentSource Npy(string npyPath, string idsPath, ModelFingerprint? fingerprint = null) =>
        new NpySource(Path.GetFullPath(npyPath), Path.GetFullPath(idsPath), fingerprint);

    /// <summary>Ready-made embeddings as JSON Lines: <c>{"subjectId":"…","embedding":[…],"metadata":{…}}</c> per line; metadata may be left out.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="fingerprint">The model that made them; when given it must be the gallery's.</param>
    public static EnrolmentSource JsonLines(string path, ModelFingerprint? fingerprint = null) => new JsonLinesSource(Path.GetFullPath(path), fingerprint);

    /// <summary>Whether the rows are images, so that a model is needed.</summary>
    public abstract bool NeedsModel { get; }

    /// <summary>The model that made the embeddings, when the caller named it.</summary>
    internal virtual ModelFingerprint? Fingerprint => null;

    /// <summary>How the source is written down, so that a job can be resumed.</summary>
    internal abstract SourceDescription Describe();

    /// <summary>Checks the source as a whole before a row is read; returns the number of rows when that is cheap to know.</summary>
    /// <exception cref="ImportException">The source cannot be read, or not as what it is said to be.</exception>
    internal abstract long? Open(int dimension);

    /// <summary>The rows from number <paramref name="first"/> (0 is the first) on.</summary>
    internal abstract IEnumerable<EnrolmentRow> Rows(long first);
}
