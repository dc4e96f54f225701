using HyperFace.Indexer;

namespace HyperFace.CrashSubject.Workloads;

/// <summary>Opens and closes the gallery again and again, with a change each time, so that a kill hits the opening and the closing.</summary>
internal static class OpenWorkload
{
    public static async Task RunAsync(Work work, GalleryStore store)
    {
        for (int round = 0; ; round++)
        {
            await work.EnrolAsync().ConfigureAwait(false);
            if (round % 3 == 0)
            {
                // Every third time the catalogue has to be made anew.
                await work.Gallery.DisposeAsync().ConfigureAwait(false);
                File.Delete(Path.Combine(store.Folder, Program.GalleryId, "catalog.db"));
            }
            else
            {
                await work.Gallery.DisposeAsync().ConfigureAwait(false);
            }

            work.Report.Say("opening");
            work.Gallery = store.Open(Program.GalleryId);
            work.Report.Say("opened");
        }
    }
}
