namespace HyperFace.Indexer.Jobs;

/// <summary>A job that this process has taken on: waiting or running. Safe for any number of threads.</summary>
internal sealed class LiveJob(JobFolder folder, JobRecord record) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _cancel = new();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JobRecord _record = record;
    private JobProgress _progress = new("waiting", record.Enrolment.Rows, record.Total, 0, null);

    /// <summary>Where it is written down.</summary>
    public JobFolder Folder { get; } = folder;

    /// <summary>How it stands.</summary>
    public JobRecord Record
    {
        get
        {
            lock (_lock)
            {
                return _record;
            }
        }
    }

    /// <summary>How it stands, for callers.</summary>
    public Job Job
    {
        get
        {
            lock (_lock)
            {
                return _record.ToJob(_progress);
            }
        }
    }

    /// <summary>Cancelled when somebody asked for it.</summary>
    public CancellationToken Cancelled => _cancel.Token;

    /// <summary>Completes when this process does no more work on it: it has ended, or waits to be resumed.</summary>
    public Task Left => _left.Task;

    /// <summary>Asks it to stop; one that this process has left already stays as it is.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            if (!_left.Task.IsCompleted)
            {
                _cancel.Cancel();
            }
        }
    }

    /// <summary>Notes how far it is; not written down.</summary>
    public void Report(JobProgress progress, EnrolmentSummary summary)
    {
        lock (_lock)
        {
            _progress = progress;
            _record = _record with { Enrolment = summary };
        }
    }

    /// <summary>Changes the record and writes it down.</summary>
    public void Save(Func<JobRecord, JobRecord> change)
    {
        lock (_lock)
        {
            _record = change(_record);
            Folder.Save(_record);
        }
    }

    /// <summary>Says that this process does no more work on it.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _left.TrySetResult();
            _cancel.Dispose();
        }
    }
}
