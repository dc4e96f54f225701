using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer.Jobs;

/// <summary>Keeps bulk enrolments inside one folder of the server, symbolic links followed.</summary>
internal static class ImportRoot
{
    /// <summary>Throws <see cref="ImportException"/> when a path of the source leads out of <paramref name="root"/>.</summary>
    public static void Require(string? root, SourceDescription source)
    {
        if (root is null)
        {
            return;
        }

        string realRoot = ImportPath.Real(Path.GetFullPath(root));
        foreach (string path in new[] { source.Path, source.Second }.OfType<string>())
        {
            string real = ImportPath.Real(path);
            if (real != realRoot && !ImportPath.IsInside(real, realRoot))
            {
                throw new ImportException($"'{path}' lies outside the import root '{root}' ({HyperFaceOptions.Section}:{nameof(HyperFaceOptions.ImportRoot)}).");
            }
        }
    }
}
