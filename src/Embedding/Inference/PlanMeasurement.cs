namespace HyperFace.Embedding.Inference;

/// <summary>
/// Measures a few ways to spread a model over the processors, for about four seconds at most, and keeps the session of
/// the fastest; closing the other one is the caller's, who may have calls in it. The first plan stays unless another is clearly faster: a short measurement is a noisy one.
/// </summary>
/// <param name="manifest">The model's manifest.</param>
/// <param name="open">Opens the model anew with so many calls and threads in each; null where the device decides about threads.</param>
/// <param name="time">The clock.</param>
internal sealed class PlanMeasurement(ModelManifest manifest, Func<int, int, ModelSession>? open, TimeProvider time)
{
    /// <summary>What another plan must gain to be taken.</summary>
    private const double ClearGain = 1.05;

    private const int MostCalls = 64;

    private static readonly int[] Batches = [4, 16, 64];

    private static readonly TimeSpan InAll = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Each = TimeSpan.FromMilliseconds(150);

    private readonly List<InferencePlan> _measured = [];

    /// <summary>The plans that were measured, in the order of measuring.</summary>
    public IReadOnlyList<InferencePlan> Measured => _measured;

    /// <summary>Chooses; the session that is returned is the one given, or a new one beside it.</summary>
    /// <exception cref="ObjectDisposedException">The session was closed meanwhile.</exception>
    public (InferencePlan Plan, ModelSession Session) Choose(ModelSession session)
    {
        long start = time.GetTimestamp();
        (InferencePlan Plan, ModelSession Session) best = (Measure(session, new InferencePlan(session.Calls, 1, 1)), session);
        var together = new InferencePlan(1, session.Calls, 1);
        if (open is not null && session.Calls > 1 && HasTimeFor(together, best.Plan, start))
        {
            // The other end: one call that all processors work on. It wins where a call is too small to be shared out well.
            ModelSession other = open(together.Calls, together.Threads);
            try
            {
                best = Faster(best, together, other);
            }
            finally
            {
                if (best.Session != other)
                {
                    other.Close();
                }
            }
        }

        foreach (int batch in Batches)
        {
            InferencePlan larger = best.Plan with { BatchSize = batch, FacesPerSecond = null };
            if (batch <= best.Session.MaxBatch && HasTimeFor(larger, best.Plan, start))
            {
                best = Faster(best, larger, best.Session);
            }
        }

        return best;
    }

    /// <summary>A call to make room and one for each caller, at the best rate so far.</summary>
    private bool HasTimeFor(InferencePlan plan, InferencePlan best, long start) =>
        best.FacesPerSecond is { } rate && time.GetElapsedTime(start).TotalSeconds + ((best.Calls + plan.Calls) * plan.BatchSize / rate) <= InAll.TotalSeconds;

    private (InferencePlan Plan, ModelSession Session) Faster((InferencePlan Plan, ModelSession Session) best, InferencePlan plan, ModelSession session)
    {
        InferencePlan measured = Measure(session, plan);
        if (!(measured.FacesPerSecond > best.Plan.FacesPerSecond * ClearGain))
        {
            return best;
        }

        // Other work on the machine may have hit the one and not the other: whoever is beaten is heard again.
        InferencePlan again = Measure(best.Session, best.Plan with { FacesPerSecond = null });
        return measured.FacesPerSecond > again.FacesPerSecond * ClearGain ? (measured, session)
            : again.FacesPerSecond > best.Plan.FacesPerSecond ? (again, best.Session)
            : best;
    }

    private InferencePlan Measure(ModelSession session, InferencePlan plan)
    {
        var blank = new AlignedFace(manifest.Width, manifest.Height, new byte[3 * manifest.Width * manifest.Height]);
        AlignedFace[] batch = [.. Enumerable.Repeat(blank, plan.BatchSize)];

        // The first call of a batch size makes room for it.
        session.Run(batch, (_, _, _) => { });
        long start = time.GetTimestamp();
        int calls = 0;
        Thread[] callers = [.. Enumerable.Range(0, plan.Calls).Select(_ => new Thread(Call) { IsBackground = true })];
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        InferencePlan measured = plan with { FacesPerSecond = seconds > 0 ? calls * plan.BatchSize / seconds : null };
        _measured.Add(measured);
        return measured;

        void Call()
        {
            do
            {
                session.Run(batch, (_, _, _) => { });
            }
            while (Interlocked.Increment(ref calls) < MostCalls && time.GetElapsedTime(start) < Each);
        }
    }
}
