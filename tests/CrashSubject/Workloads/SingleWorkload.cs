namespace HyperFace.CrashSubject.Workloads;

/// <summary>One enrolment after another: new subjects, and further templates of known ones.</summary>
internal static class SingleWorkload
{
    public static async Task RunAsync(Work work)
    {
        string[] known = work.Subjects();
        for (int i = 0; ; i++)
        {
            await work.EnrolAsync(i % 3 == 0 && i < known.Length ? known[i] : null).ConfigureAwait(false);
        }
    }
}
