namespace HyperFace.Synthesis.Packing;

/// <summary>A packing from where it stands to its end.</summary>
internal sealed class PackingRun : IDisposable
{
    private readonly PackingOptions _options;
    private readonly PackingState _state;
    private readonly PackingCheckpoint? _checkpoint;
    private readonly Workers _workers;
    private readonly IProgress<PackingProgress>? _progress;
    private readonly Schedule _schedule;
    private readonly PointMover _mover;
    private readonly GalleryPull? _pull;
    private NeighbourLists? _lists;

    public PackingRun(PackingOptions options, PackingState state, PointSet? gallery, PackingCheckpoint? checkpoint, Workers workers, IProgress<PackingProgress>? progress)
    {
        _options = options;
        _state = state;
        _checkpoint = checkpoint;
        _workers = workers;
        _progress = progress;
        _schedule = new Schedule(options);
        _pull = gallery is null ? null : new GalleryPull(gallery, options.Points, (float)options.Alpha);
        _mover = new PointMover(state, _pull, workers);
    }

    /// <summary>Moves the points pass by pass, and measures how they lie in the end.</summary>
    /// <returns>Why the last checkpoint could not be written: no reason to lose the points.</returns>
    public Exception? ToTheEnd()
    {
        if (_state.Curve.Count > _options.Passes)
        {
            return null;
        }

        int saved = _state.Pass;
        while (_state.Pass < _options.Passes)
        {
            bool isBreak = _options.BatchSize > 0 || _state.Pass % _options.RefreshEvery == 0;
            if (isBreak && _state.Pass - saved >= _options.CheckpointEvery)
            {
                _checkpoint?.Write(_state);
                saved = _state.Pass;
            }

            Tell(_options.BatchSize > 0 ? Stochastic() : Full(isBreak));
            _state.Pass++;
        }

        Tell(Measure());
        try
        {
            _checkpoint?.Write(_state);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e;
        }
    }

    public void Dispose() => _lists?.Dispose();

    /// <summary>All points move at a time, away from listed neighbours.</summary>
    private PackingProgress Full(bool renew)
    {
        if (renew)
        {
            _lists ??= new NeighbourLists(_options.Points, _options.ListLength);
            NeighbourSearch.Renew(_state.Points, _lists, _options.UsesIndex, _workers);
            _pull?.Renew(_state.Points, _workers);
        }

        PackingProgress progress = _mover.Learn(_lists!, _schedule.Sharpness(_state.Pass));
        progress = _options.UsesIndex ? Sampled(progress) : progress with { Measure = renew ? PackingMeasure.Exact : PackingMeasure.Listed };
        _mover.Move(_schedule.Rate(_state.Pass));
        return progress;
    }

    /// <summary>Some points move at a time, away from the neighbours that they have just then.</summary>
    private PackingProgress Stochastic()
    {
        PackingProgress? before = _state.Pass == 0 ? Measure() : null;
        PackingProgress progress = StochasticPass.Run(_options, _state, _mover, _pull, _schedule, _workers);
        return before ?? progress;
    }

    private PackingProgress Measure()
    {
        using var own = _lists is null ? new NeighbourLists(_options.Points, 1) : null;
        NeighbourLists lists = own ?? _lists!;
        _pull?.Renew(_state.Points, _workers);
        if (_options.UsesIndex)
        {
            // Lists anew would take as long as those of the last ten passes, and miss as many: a sample tells more.
            return Sampled(_mover.Look(lists));
        }

        NeighbourSearch.Renew(_state.Points, lists, throughIndex: false, _workers);
        return _mover.Look(lists) with { Measure = PackingMeasure.Exact };
    }

    /// <summary>The same with what a sample shows: an index misses many neighbours, and so the nearest of many.</summary>
    private PackingProgress Sampled(PackingProgress seen)
    {
        (float largest, double mean) = NearestSample.Of(_state.Points, _workers);
        return seen with { Largest = Math.Max(seen.Largest, largest), MeanNearest = mean, Measure = PackingMeasure.Sampled };
    }

    private void Tell(PackingProgress progress)
    {
        _state.Curve.Add(progress);
        _progress?.Report(progress);
    }
}
