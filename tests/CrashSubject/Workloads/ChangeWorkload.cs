namespace HyperFace.CrashSubject.Workloads;

/// <summary>Removals, changes of metadata and enrolments, several at a time.</summary>
internal static class ChangeWorkload
{
    private const int AtATime = 8;

    public static async Task RunAsync(Work work)
    {
        while (true)
        {
            foreach (string[] group in work.Subjects().Chunk(AtATime))
            {
                await Task.WhenAll([.. group.Select(subject => ChangeAsync(work, subject)), work.EnrolAsync(), work.EnrolAsync()]).ConfigureAwait(false);
            }

            await Task.WhenAll(Enumerable.Range(0, AtATime).Select(_ => work.EnrolAsync())).ConfigureAwait(false);
        }
    }

    private static Task ChangeAsync(Work work, string subject) => work.Random.Next(4) switch
    {
        0 => work.RemoveAsync(subject),
        1 => work.UpdateAsync(subject),
        2 => work.DropAsync(subject),
        _ => work.EnrolAsync(subject),
    };
}
