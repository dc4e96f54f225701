namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>Makes the pictures of a set on many threads and writes them in order on one; a block is written while the next is made, so that memory stays bounded.</summary>
internal sealed class FaceSetWriter(FaceSet set, IFaceSetTarget target, int threads)
{
    private const int PicturesPerThread = 32;

    /// <summary>Makes and writes all pictures.</summary>
    /// <param name="progress">Told how many have been written.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    public void Write(Action<long> progress, CancellationToken cancellation)
    {
        int block = threads * PicturesPerThread;
        Task writing = Task.CompletedTask;
        try
        {
            for (long first = 0; first < set.Count; first += block)
            {
                byte[][] files = Make(first, (int)Math.Min(block, set.Count - first), cancellation);
                writing.GetAwaiter().GetResult();
                long from = first;
                writing = Task.Run(() => Write(from, files, progress, cancellation), CancellationToken.None);
            }
        }
        finally
        {
            // Whatever went wrong, the target is not touched any more when this returns.
            writing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        }

        writing.GetAwaiter().GetResult();
    }

    private byte[][] Make(long first, int count, CancellationToken cancellation)
    {
        var files = new byte[count][];
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i => files[i] = set.Make(first + i));
        }
        catch (AggregateException e)
        {
            // Of several the first will do; a person mends one thing at a time.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return files;
    }

    private void Write(long first, byte[][] files, Action<long> progress, CancellationToken cancellation)
    {
        for (int i = 0; i < files.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var content = new MemoryStream(files[i], writable: false);
            target.Add(set.PathOf(first + i), content);
            progress(first + i + 1);
        }
    }
}
