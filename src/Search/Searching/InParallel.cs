using System.Runtime.ExceptionServices;

namespace HyperFace.Search.Searching;

/// <summary>Work shared by threads that fails as if one thread had done it.</summary>
internal static class InParallel
{
    /// <summary>Does the work of 0 to <paramref name="count"/> (exclusive); throws what one of them threw, not a collection.</summary>
    public static void For(int count, ParallelOptions parallel, Action<int> work)
    {
        try
        {
            Parallel.For(0, count, parallel, work);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
