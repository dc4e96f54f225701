namespace HyperFace.Indexer.Enrolling;

/// <summary>Where a path of an import really leads.</summary>
internal static class ImportPath
{
    private const int MaxLinks = 40;

    /// <summary>Whether <paramref name="path"/> lies inside the folder <paramref name="root"/>; both are real paths.</summary>
    public static bool IsInside(string path, string root) =>
        path.StartsWith(root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The full path with every symbolic link on the way resolved: a link inside the root must not lead out of it.</summary>
    public static string Real(string path)
    {
        string real = Path.GetPathRoot(path)!;
        var rest = new Stack<string>(Split(path).Reverse());
        for (int links = 0; rest.Count > 0;)
        {
            string part = rest.Pop();
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            string next = Path.Combine(real, part);
            if (LinkTarget(next) is not { } target || links++ >= MaxLinks)
            {
                real = next;
                continue;
            }

            if (Path.IsPathRooted(target))
            {
                real = Path.GetPathRoot(target)!;
            }

            foreach (string piece in Split(target).Reverse())
            {
                rest.Push(piece);
            }
        }

        return real;
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Too long a name, or a folder that may not be looked into: opening the file will say so.
            return null;
        }
    }

    private static IEnumerable<string> Split(string path) =>
        path[Path.GetPathRoot(path)!.Length..].Split(Path.DirectorySeparatorChar).Where(part => part is not ("" or "."));
}
