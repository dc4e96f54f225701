using HyperFace.Host.Http.Problems;
using HyperFace.Indexer;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http.Jobs;

/// <summary>Turns what a caller names into paths on this server, inside the import root or not at all.</summary>
internal sealed class ImportPaths(IOptions<HyperFaceOptions> options)
{
    /// <summary>The source that a caller describes.</summary>
    /// <exception cref="ProblemException">There is no import root, a path leads out of it, or not exactly one source is named.</exception>
    public EnrolmentSource SourceOf(SourceBody body)
    {
        RequireOne(body);
        return body switch
        {
            { Folder: { } folder } => EnrolmentSource.Folder(Resolve(folder)),
            { Csv: { } csv } => EnrolmentSource.Csv(Resolve(csv), body.Root is null ? null : Resolve(body.Root)),
            { Npy: { } npy } => EnrolmentSource.Npy(Resolve(npy), Resolve(body.Ids!)),
            _ => EnrolmentSource.JsonLines(Resolve(body.Jsonl!)),
        };
    }

    private static void RequireOne(SourceBody body)
    {
        if (new[] { body.Folder, body.Csv, body.Npy, body.Jsonl }.Count(path => path is not null) != 1)
        {
            throw new ProblemException(ProblemKinds.InvalidRequest, "source needs exactly one of folder, csv, npy and jsonl.");
        }

        if ((body.Npy is null) != (body.Ids is null) || (body.Root is not null && body.Csv is null))
        {
            throw new ProblemException(ProblemKinds.InvalidRequest, "In source, ids goes with npy, and root with csv.");
        }
    }

    private string Resolve(string path)
    {
        if (options.Value.ImportRoot is not { } configured)
        {
            throw new ProblemException(
                ProblemKinds.ImportRootNotConfigured,
                "This server enrols no files of its own: no import root is configured. The operator can set HyperFace:ImportRoot to a folder; until then send images to /faces, or use the command line.");
        }

        string root = Path.GetFullPath(configured);
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ProblemException(ProblemKinds.InvalidRequest, "A path in source is empty or holds a null character.");
        }

        string full = Path.GetFullPath(Path.Combine(root, path));
        string relative = Path.GetRelativePath(root, full);
        return relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? throw new ProblemException(ProblemKinds.PathOutsideRoot, $"'{path}' leads outside the import root; name a path relative to it.")
            : full;
    }
}
