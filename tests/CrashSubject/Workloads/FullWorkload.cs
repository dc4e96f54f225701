using HyperFace.Indexer;

namespace HyperFace.CrashSubject.Workloads;

/// <summary>Enrols until the device refuses, says how it was refused and what the gallery holds then, and ends.</summary>
internal static class FullWorkload
{
    private const int AtATime = 64;

    public static async Task RunAsync(Work work)
    {
        string? refusal = null;
        while (refusal is null)
        {
            refusal = await RefusalAsync(work).ConfigureAwait(false);
        }

        // Searching goes on, and whether a second attempt is refused or not, it loses nothing.
        work.Report.Say($"refused {refusal}");
        Identification found = work.Gallery.IdentifyEmbedding(FaceVectors.Of(work.FirstFace, work.Gallery.Dimension), new IdentificationRequest { MaxCandidates = 1 });
        work.Report.Say($"found {found.Candidates[0].SubjectId}");
        work.Report.Say($"knows {work.Gallery.FindSubject(found.Candidates[0].SubjectId)!.Templates.Count}");
        await RefusalAsync(work).ConfigureAwait(false);
        work.Report.Say($"holds {work.Gallery.Info.Templates}");
        await work.Gallery.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<string?> RefusalAsync(Work work)
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => work.EnrolAsync())).ConfigureAwait(false);
            return null;
        }
        catch (GalleryStorageException e)
        {
            return e.Message;
        }
    }
}
