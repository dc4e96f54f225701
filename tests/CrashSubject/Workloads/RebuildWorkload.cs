namespace HyperFace.CrashSubject.Workloads;

/// <summary>One rebuild after another, with changes going on beside them.</summary>
internal static class RebuildWorkload
{
    public static async Task RunAsync(Work work)
    {
        Task changing = ChangeWorkload.RunAsync(work);
        for (int i = 0; ; i++)
        {
            Task rebuilding = work.RebuildAsync(buildGraph: i % 2 == 0);
            await (await Task.WhenAny(rebuilding, changing).ConfigureAwait(false)).ConfigureAwait(false);
            await rebuilding.ConfigureAwait(false);
        }
    }
}
