namespace HyperFace.Embedding.Inference;

/// <summary>Lets so many calls in at a time, and tells the last one out after closing, so that nothing is freed under a call.</summary>
internal sealed class CallGate(int places)
{
    private readonly object _lock = new();
    private int _inside;
    private bool _closed;

    /// <summary>Waits for a place and takes it; false when the gate is closed, and then the call must not go on.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            while (_inside == places && !_closed)
            {
                Monitor.Wait(_lock);
            }

            if (!_closed)
            {
                _inside++;
            }

            return !_closed;
        }
    }

    /// <summary>Gives the place back; true when this was the last call after closing.</summary>
    public bool Leave()
    {
        lock (_lock)
        {
            _inside--;
            Monitor.Pulse(_lock);
            return _inside == 0 && _closed;
        }
    }

    /// <summary>Lets no more calls in, those that wait neither; true when this closed it and no call is under way.</summary>
    public bool Close()
    {
        lock (_lock)
        {
            bool first = !_closed;
            _closed = true;
            Monitor.PulseAll(_lock);
            return first && _inside == 0;
        }
    }
}
