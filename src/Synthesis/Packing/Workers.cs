using System.Runtime.ExceptionServices;

namespace HyperFace.Synthesis.Packing;

/// <summary>Some threads that share numbered work. What comes out must not depend on who does which.</summary>
internal sealed class Workers(int threads, CancellationToken cancellation)
{
    /// <summary>Threads at work.</summary>
    public int Threads { get; } = threads;

    /// <summary>Stops the work between two numbers.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Does the work of 0 to <paramref name="count"/> (exclusive), in runs of <paramref name="run"/> numbers.</summary>
    /// <param name="count">How many numbers there are.</param>
    /// <param name="run">Numbers that a thread takes at a time.</param>
    /// <param name="room">Makes what a thread needs for itself; disposed when it is done.</param>
    /// <param name="work">Does the work of one number.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Share<T>(long count, int run, Func<T> room, Action<long, T> work)
        where T : IDisposable
    {
        long next = 0;
        try
        {
            Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, _ =>
            {
                using T mine = room();
                for (long first = Interlocked.Add(ref next, run) - run; first < count; first = Interlocked.Add(ref next, run) - run)
                {
                    for (long number = first; number < Math.Min(count, first + run); number++)
                    {
                        Cancellation.ThrowIfCancellationRequested();
                        work(number, mine);
                    }
                }
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    /// <summary>The same for work that needs nothing of its own.</summary>
    public void Share(long count, int run, Action<long> work) => Share(count, run, static () => Nothing.Instance, (number, _) => work(number));

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}
