namespace HyperFace.Indexer.Enrolling;

/// <summary>Folders named by subject, images inside. Order: ordinal by folder, then by file.</summary>
internal sealed record FolderSource(string Root) : EnrolmentSource
{
    public const string Kind = "folder";

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".png", ".webp", ".bmp" };

    /// <inheritdoc/>
    public override bool NeedsModel => true;

    /// <inheritdoc/>
    internal override SourceDescription Describe() => new(Kind, Root, null, null);

    /// <inheritdoc/>
    internal override long? Open(int dimension)
    {
        if (!Directory.Exists(Root))
        {
            throw new ImportException($"There is no folder '{Root}'. It should hold one folder per subject with the images inside.");
        }

        long count = Subjects().Sum(subject => (long)Images(subject).Length);
        return count > 0 ? count : throw new ImportException($"Folder '{Root}' holds no images in folders: put them at <subjectId>/<image>.jpg (also .jpeg, .png, .webp, .bmp).");
    }

    /// <inheritdoc/>
    internal override IEnumerable<EnrolmentRow> Rows(long first)
    {
        string root = ImportPath.Real(Root);
        long row = 0;
        foreach (string subject in Subjects())
        {
            string[] images = Images(subject);
            if (row + images.Length <= first)
            {
                row += images.Length;
                continue;
            }

            foreach (string image in images)
            {
                if (row++ >= first)
                {
                    yield return ToRow(row - 1, Path.GetFileName(subject), image, root);
                }
            }
        }
    }

    /// <summary>Links may stand for images and for subjects, as long as they stay inside the folder.</summary>
    private EnrolmentRow ToRow(long number, string subjectId, string image, string root)
    {
        var row = new EnrolmentRow(number, Path.GetRelativePath(Root, image).Replace('\\', '/'), subjectId);
        string real = ImportPath.Real(image);
        return ImportPath.IsInside(real, root)
            ? row with { ImagePath = real }
            : row with { Fault = (RejectionReason.PathOutsideRoot, $"'{row.Label}' is a link that leads outside the folder '{Root}'.") };
    }

    private static string[] Images(string subject) => Read(subject, folder => [.. Directory.EnumerateFiles(folder).Where(file => Extensions.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal)]);

    private static string[] Read(string folder, Func<string, string[]> read)
    {
        try
        {
            return read(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"Folder '{folder}' cannot be read: {e.Message}", e);
        }
    }

    private string[] Subjects() => Read(Root, folder => [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)]);
}
