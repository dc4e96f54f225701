using HyperFace.Embedding;
using HyperFace.Host.Demo.Progress;
using HyperFace.Indexer;

namespace HyperFace.Host.Demo.Probing;

/// <summary>Identifies every probe: image file → template → candidates, as any caller would, on every processor.</summary>
internal static class ProbeRun
{
    /// <summary>Subjects asked for: what a row of the contact sheet can show.</summary>
    public const int Candidates = 3;

    private static readonly IdentificationRequest Request = new() { MaxCandidates = Candidates, IncludeBelowThreshold = true };

    /// <summary>The results, in order of the probes.</summary>
    public static async Task<IReadOnlyList<ProbeResult>> IdentifyAsync(Gallery gallery, FaceEmbedder model, IReadOnlyList<DemoProbe> probes, StageProgress progress, CancellationToken cancellation)
    {
        var results = new ProbeResult[probes.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation };
        await Parallel.ForAsync(0, probes.Count, options, (i, _) =>
        {
            byte[] image = File.ReadAllBytes(probes[i].Picture.Path);
            results[i] = new ProbeResult(probes[i], gallery.Identify(model.Embed(image), Request));
            progress.Advance();
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return results;
    }
}
