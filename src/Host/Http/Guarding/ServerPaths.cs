using HyperFace.Indexer;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http.Guarding;

/// <summary>Where things lie on this server: callers are told what is wrong, but not that.</summary>
internal sealed class ServerPaths
{
    private readonly (string Path, string Name)[] _known;

    public ServerPaths(IOptions<HyperFaceOptions> options) => _known =
    [
        .. new (string? Path, string Name)[]
        {
            (options.Value.ImportRoot, "(import root)"),
            (options.Value.DataFolder, "(data folder)"),
            (Path.GetDirectoryName(Path.GetFullPath(options.Value.Model ?? ".")), "(model folder)"),
            (AppContext.BaseDirectory, "(program)"),
            (Directory.GetCurrentDirectory(), "(working folder)"),
        }
        .Where(known => !string.IsNullOrEmpty(known.Path))
        .Select(known => (Path.TrimEndingDirectorySeparator(Path.GetFullPath(known.Path!)), known.Name))
        .Where(known => known.Item1 != Path.GetPathRoot(known.Item1))
        .OrderByDescending(known => known.Item1.Length),
    ];

    /// <summary>The text with the server's folders replaced by what they are for.</summary>
    public string Hide(string text) => _known.Aggregate(text, (hidden, known) => hidden.Replace(known.Path, known.Name, StringComparison.Ordinal));
}
