namespace HyperFace.Embedding.Decoding;

/// <summary>
/// A few threads that decode, in the order of asking, each image within a time and all of them within a memory. A native
/// decoder cannot be stopped: one that does not come back in time becomes a stray, its caller is told, and another thread
/// takes its place. Once there are as many strays as are allowed, nothing is decoded until one of them ends: a flood of
/// bad files costs a bounded number of threads. Safe for any number of threads.
/// </summary>
internal sealed class DecodingThreads : IDisposable
{
    private const int LeastStrays = 4;

    private readonly object _lock = new();
    private readonly Queue<QueuedDecoding> _waiting = new();
    private readonly int _threads;
    private readonly long _bytes;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private readonly Type _owner;
    private long _free;
    private long _strayBytes;
    private int _serving;
    private int _idle;
    private bool _closed;

    /// <param name="threads">Threads that decode at a time.</param>
    /// <param name="bytes">Memory of all images that are being decoded or held, at most.</param>
    /// <param name="limit">Time for one image.</param>
    /// <param name="time">The clock.</param>
    /// <param name="owner">Whose threads they are: what an error says was disposed.</param>
    public DecodingThreads(int threads, long bytes, TimeSpan limit, TimeProvider time, Type owner)
    {
        _owner = owner;
        _threads = threads;
        _bytes = bytes;
        _free = bytes;
        _limit = limit;
        _time = time;
        MaxStrays = Math.Max(LeastStrays, threads);
    }

    /// <summary>Decodings that may run on beyond their time.</summary>
    public int MaxStrays { get; }

    /// <summary>Decodings that run on beyond their time now.</summary>
    public int Strays { get; private set; }

    /// <summary>Decodes on one of the threads.</summary>
    /// <param name="bytes">Memory that it takes; not more than there is in all.</param>
    /// <param name="work">The decoding; it may run on after the answer, so it must own what it reads.</param>
    /// <param name="cancellation">Gives up a decoding that has not begun.</param>
    /// <exception cref="InvalidImageException">From the task: the time is over.</exception>
    /// <exception cref="DecodingUnavailableException">Strays stand in the way; also from the task.</exception>
    /// <exception cref="ObjectDisposedException">The threads are closed; also from the task.</exception>
    public Task<T> RunAsync<T>(long bytes, Func<T> work, CancellationToken cancellation)
    {
        var decoding = new QueuedDecodingOf<T>(bytes, work);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, _owner);
            if (Hindrance(decoding) is { } hindrance)
            {
                throw hindrance;
            }

            _waiting.Enqueue(decoding);
            StartThread();
            Monitor.PulseAll(_lock);
        }

        return cancellation.CanBeCanceled ? AnswerAsync(decoding, cancellation) : decoding.Answer;
    }

    /// <summary>As <see cref="RunAsync"/>, for an image that lives on: its memory counts until it is disposed.</summary>
    public Task<HeldImage<T>> HoldAsync<T>(long bytes, Func<T> work, CancellationToken cancellation)
        where T : IDisposable => RunAsync(bytes, () => new HeldImage<T>(work(), () => Release(bytes)), cancellation);

    /// <summary>Decodes no more; who waits is told so, what runs is waited for by nobody.</summary>
    public void Dispose()
    {
        QueuedDecoding[] waiting;
        lock (_lock)
        {
            _closed = true;
            waiting = [.. _waiting];
            _waiting.Clear();
            Monitor.PulseAll(_lock);
        }

        Array.ForEach(waiting, decoding => decoding.Fail(new ObjectDisposedException(_owner.FullName)));
    }

    private static async Task<T> AnswerAsync<T>(QueuedDecodingOf<T> decoding, CancellationToken cancellation)
    {
        using CancellationTokenRegistration registration = cancellation.UnsafeRegister(
            static (state, token) => ((QueuedDecodingOf<T>)state!).Cancel(token), decoding);
        return await decoding.Answer.ConfigureAwait(false);
    }

    private void StartThread()
    {
        if (_serving < _threads && _waiting.Count > _idle && !_closed)
        {
            _serving++;
            new Thread(Serve) { IsBackground = true, Name = "HyperFace decoding" }.Start();
        }
    }

    private void Serve()
    {
        while (Next() is { } decoding)
        {
            using (_time.CreateTimer(_ => GiveUp(decoding), null, _limit, Timeout.InfiniteTimeSpan))
            {
                decoding.Run();
            }

            if (!Return(decoding))
            {
                return;
            }
        }
    }

    /// <summary>Waits for the next decoding and for the memory that it takes; null when the threads are closed. Strictly in order, so that a large image is not passed by small ones for ever.</summary>
    private QueuedDecoding? Next()
    {
        lock (_lock)
        {
            while (!_closed)
            {
                while (_waiting.TryPeek(out QueuedDecoding? first) && first.IsAnswered)
                {
                    _waiting.Dequeue();
                }

                if (_waiting.TryPeek(out QueuedDecoding? next) && next.Bytes <= _free)
                {
                    _waiting.Dequeue();
                    _free -= next.Bytes;
                    next.Runs = true;
                    return next;
                }

                _idle++;
                Monitor.Wait(_lock);
                _idle--;
            }

            _serving--;
            return null;
        }
    }

    /// <summary>Takes the memory back; returns whether the thread goes on, which a stray does only where its place is free.</summary>
    private bool Return(QueuedDecoding decoding)
    {
        lock (_lock)
        {
            decoding.Runs = false;
            _free += decoding.IsHeld ? 0 : decoding.Bytes;
            Monitor.PulseAll(_lock);
            if (!decoding.Stray)
            {
                return true;
            }

            Strays--;
            _strayBytes -= decoding.Bytes;
            bool goesOn = _serving < _threads;
            _serving += goesOn ? 1 : 0;
            return goesOn;
        }
    }

    private void Release(long bytes)
    {
        lock (_lock)
        {
            _free += bytes;
            Monitor.PulseAll(_lock);
        }
    }

    private void GiveUp(QueuedDecoding decoding)
    {
        var hindered = new List<(QueuedDecoding Decoding, Exception Why)>();
        lock (_lock)
        {
            if (!decoding.Runs)
            {
                return;
            }

            decoding.Stray = true;
            Strays++;
            _strayBytes += decoding.Bytes;
            _serving--;
            for (int i = _waiting.Count; i > 0; i--)
            {
                QueuedDecoding next = _waiting.Dequeue();
                if (Hindrance(next) is { } why)
                {
                    hindered.Add((next, why));
                }
                else
                {
                    _waiting.Enqueue(next);
                }
            }

            StartThread();
        }

        decoding.Fail(new InvalidImageException(InvalidImageReason.TimedOut, $"The image was not decoded within {_limit.TotalSeconds:0.###} seconds ({nameof(ImageLimits.MaxDecodeTime)})."));
        hindered.ForEach(next => next.Decoding.Fail(next.Why));
    }

    /// <summary>Why a decoding cannot be waited for: strays may never end.</summary>
    private DecodingUnavailableException? Hindrance(QueuedDecoding decoding)
    {
        if (Strays >= MaxStrays)
        {
            return new DecodingUnavailableException($"{Strays} images took longer to decode than {_limit.TotalSeconds:0.###} seconds and still run; no more are decoded until one of them ends. If none does, start the program again.");
        }

        return decoding.Bytes > _bytes - _strayBytes
            ? new DecodingUnavailableException($"Decoding this image takes {decoding.Bytes} bytes; of the {_bytes} there are, {_strayBytes} are held by images that took too long and still run.")
            : null;
    }
}
