using HyperFace.Embedding;

namespace HyperFace.Indexer.Enrolling;

/// <summary>A source as it stands in a job's file.</summary>
internal sealed record SourceDescription(string Kind, string Path, string? Second, string? Fingerprint)
{
    /// <summary>The source that this describes.</summary>
    public EnrolmentSource ToSource() => Kind switch
    {
        FolderSource.Kind => EnrolmentSource.Folder(Path),
        CsvSource.Kind => EnrolmentSource.Csv(Path, Second),
        NpySource.Kind => EnrolmentSource.Npy(Path, Second!, ParseFingerprint()),
        JsonLinesSource.Kind => EnrolmentSource.JsonLines(Path, ParseFingerprint()),
        _ => throw new ImportException($"'{Kind}' is not a kind of enrolment source."),
    };

    /// <summary>For people.</summary>
    public override string ToString() => $"{Kind} {Path}";

    private ModelFingerprint? ParseFingerprint() => Fingerprint is null ? null : ModelFingerprint.Parse(Fingerprint);
}
