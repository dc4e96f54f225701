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
        long row = 0;
        foreach (string subject in Subjects())
        {
            string subjectId = Path.GetFileName(subject);
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
                    yield return new EnrolmentRow(row - 1, Path.GetRelativePath(Root, image).Replace('\\', '/'), subjectId) { ImagePath = image };
                }
            }
        }
    }

    private static string[] Images(string subject) =>
        [.. Directory.EnumerateFiles(subject).Where(file => Extensions.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal)];

    private string[] Subjects() => [.. Directory.EnumerateDirectories(Root).Order(StringComparer.Ordinal)];
}
