namespace HyperFace.Search.Planning;

/// <summary>
/// What searches cost on this machine, learnt from those that ran: nanoseconds a template swept, and a template that a walk
/// keeps in view. The lowest of what was seen, which rises slowly while nothing as low is seen: what a search costs when nothing
/// else is in its way. Safe for any number of threads.
/// </summary>
internal sealed class CostMeter
{
    /// <summary>What is believed before anything was measured: a processor of today, 512 dimensions.</summary>
    private const double FirstSweep = 5;

    private const double FirstWalk = 4000;

    /// <summary>So much a belief rises with each dearer search.</summary>
    private const double Rise = 1.02;

    /// <summary>So much it rises at most with a sweep that came too late: one that merely had to wait for the processor says little.</summary>
    private const double LateRise = 1.5;

    /// <summary>A clock that stands still must not make anything free for ever.</summary>
    private const double Least = 0.01;

    private double _sweepAtThreshold = FirstSweep;
    private double _sweepWithout = 3 * FirstSweep;
    private double _walk = FirstWalk;

    /// <summary>Nanoseconds that a sweep of so many templates takes.</summary>
    public double Sweep(long templates, bool hasThreshold) =>
        templates * (hasThreshold ? Volatile.Read(ref _sweepAtThreshold) : Volatile.Read(ref _sweepWithout));

    /// <summary>Nanoseconds that a walk of this width takes.</summary>
    public double Walk(int ef) => ef * Volatile.Read(ref _walk);

    /// <summary>Takes note of a sweep.</summary>
    public void NoteSweep(long templates, bool hasThreshold, double nanoseconds) =>
        Note(ref hasThreshold ? ref _sweepAtThreshold : ref _sweepWithout, nanoseconds / templates);

    /// <summary>Takes note of a sweep that its time limit ended: it was taken for cheaper than it is, or something was in its way.</summary>
    public void NoteLateSweep(long templates, bool hasThreshold, double nanoseconds) =>
        Raise(ref hasThreshold ? ref _sweepAtThreshold : ref _sweepWithout, nanoseconds / templates);

    /// <summary>Takes note of a walk.</summary>
    public void NoteWalk(int ef, double nanoseconds) => Note(ref _walk, nanoseconds / ef);

    private static void Raise(ref double belief, double seen)
    {
        double before = Volatile.Read(ref belief);
        Volatile.Write(ref belief, Math.Clamp(seen, before, before * LateRise));
    }

    private static void Note(ref double belief, double seen) => Volatile.Write(ref belief, Math.Max(Least, Math.Min(seen, Volatile.Read(ref belief) * Rise)));
}
