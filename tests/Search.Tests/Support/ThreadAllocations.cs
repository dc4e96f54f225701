namespace HyperFace.Search.Tests.Support;

/// <summary>What the calling thread allocates while it does something.</summary>
internal static class ThreadAllocations
{
    private const int Tries = 10;

    /// <summary>
    /// Bytes that <paramref name="work"/> allocates each time it is done: the least of several times. The runtime's counter
    /// now and then takes in the unused rest of the thread's allocation buffer, when a collection begins that another thread
    /// caused: an empty loop shows it too. What the work allocates itself, it allocates every time.
    /// </summary>
    public static long Of(Action work)
    {
        long least = long.MaxValue;
        for (int i = 0; i < Tries && least > 0; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
