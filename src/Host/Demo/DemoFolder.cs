using HyperFace.Host.Commands;

namespace HyperFace.Host.Demo;

/// <summary>
/// Where a demo puts everything. A marker file says that the folder is the demo's; without it a folder that holds
/// anything is left alone. Another run replaces what the demo itself made and nothing else.
/// </summary>
internal sealed class DemoFolder
{
    private const string MarkerName = ".hyperface-demo";
    private const string MarkerText = "Made by 'hyperface demo'. The next demo in this folder replaces gallery/, probes/, contact-sheet.png, report.json and the gallery 'demo' in data/.\n";

    /// <summary>The demo in a folder, which need not be there yet.</summary>
    public DemoFolder(string path)
    {
        Root = Path.GetFullPath(path);
        Data = Path.Combine(Root, "data");
        GalleryImages = Path.Combine(Root, "gallery");
        Probes = Path.Combine(Root, "probes");
        ContactSheet = Path.Combine(Root, "contact-sheet.png");
        Report = Path.Combine(Root, "report.json");
    }

    /// <summary>The folder itself.</summary>
    public string Root { get; }

    /// <summary>The engine's data folder.</summary>
    public string Data { get; }

    /// <summary>The images to enrol: one folder per subject.</summary>
    public string GalleryImages { get; }

    /// <summary>The probes, <c>mated</c> and <c>nonmated</c>.</summary>
    public string Probes { get; }

    /// <summary>The picture of what was found.</summary>
    public string ContactSheet { get; }

    /// <summary>The report as JSON.</summary>
    public string Report { get; }

    private string Marker => Path.Combine(Root, MarkerName);

    /// <summary>Makes the folder the demo's own, and changes nothing else in it.</summary>
    /// <exception cref="InputException">It is a file, or holds something that no demo made.</exception>
    public void Claim()
    {
        if (File.Exists(Root))
        {
            throw new InputException($"'{Root}' is a file. Name a folder for the demo with --out.");
        }

        if (Directory.Exists(Root) && !File.Exists(Marker) && Directory.EnumerateFileSystemEntries(Root).Any())
        {
            throw new InputException($"'{Root}' holds files that no demo made; they were left alone. Name another folder with --out.");
        }

        Directory.CreateDirectory(Root);
        File.WriteAllText(Marker, MarkerText);
    }

    /// <summary>Deletes the images and the results of an earlier demo.</summary>
    public void Clear()
    {
        foreach (string images in new[] { GalleryImages, Probes }.Where(Directory.Exists))
        {
            Directory.Delete(images, recursive: true);
        }

        File.Delete(ContactSheet);
        File.Delete(Report);
    }
}
