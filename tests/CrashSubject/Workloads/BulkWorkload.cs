namespace HyperFace.CrashSubject.Workloads;

/// <summary>Enrols with hundreds in flight, as a bulk job does.</summary>
internal static class BulkWorkload
{
    private const int InFlight = 256;

    public static async Task RunAsync(Work work)
    {
        using var room = new SemaphoreSlim(InFlight);
        var failed = new TaskCompletionSource();
        while (!failed.Task.IsCompleted)
        {
            await room.WaitAsync().ConfigureAwait(false);
            _ = EnrolAsync();
        }

        await failed.Task.ConfigureAwait(false);

        async Task EnrolAsync()
        {
            try
            {
                await work.EnrolAsync().ConfigureAwait(false);
                room.Release();
            }
            catch (Exception e)
            {
                failed.TrySetException(e);
            }
        }
    }
}
