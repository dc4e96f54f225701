namespace HyperFace.Host.Demo.Reporting;

/// <summary>Where everything of a demo lies; full paths.</summary>
/// <param name="Folder">All of it.</param>
/// <param name="ContactSheet">The picture of what was found.</param>
/// <param name="GalleryImages">The images that were enrolled.</param>
/// <param name="ProbeImages">The probes.</param>
/// <param name="Data">The engine's data folder.</param>
/// <param name="Report">This report.</param>
internal sealed record DemoPlaces(string Folder, string ContactSheet, string GalleryImages, string ProbeImages, string Data, string Report)
{
    /// <summary>The places of a demo in a folder.</summary>
    public static DemoPlaces Of(DemoFolder folder) => new(folder.Root, folder.ContactSheet, folder.GalleryImages, folder.Probes, folder.Data, folder.Report);
}
