namespace HyperFace.Search.Planning;

/// <summary>
/// Keeps an eye on walks while they serve: one in so many is swept too, and where too few agree, walks become wider. Safe for
/// any number of threads.
/// </summary>
/// <param name="every">One in how many; 0 for none.</param>
/// <param name="target">The share that must agree.</param>
internal sealed class WalkAuditor(int every, double target)
{
    /// <summary>Walks that are compared before it is judged whether enough agree.</summary>
    private const int Round = 64;

    /// <summary>Fewer than the target may agree by this many standard deviations, by chance.</summary>
    private const double Tolerance = 2;

    private const double Step = 1.25;
    private const double MostWidening = 8;

    private readonly Lock _judging = new();
    private long _walks;
    private long _audited;
    private long _agreed;
    private int _roundAudited;
    private int _roundAgreed;
    private double _widening = 1;

    /// <summary>What was found.</summary>
    public WalkAudit Audit
    {
        get
        {
            lock (_judging)
            {
                return new WalkAudit(_audited, _agreed, _widening);
            }
        }
    }

    /// <summary>The width of a walk that is to find what one of <paramref name="ef"/> once did.</summary>
    public int Widened(int ef) => (int)Math.Min(FaceIndexOptions.LargestEf, ef * Volatile.Read(ref _widening));

    /// <summary>Counts a walk; whether it is one that is to be audited.</summary>
    public bool IsDue() => every > 0 && Interlocked.Increment(ref _walks) % every == 0;

    /// <summary>Takes note of an audited walk.</summary>
    public void Note(bool agrees)
    {
        lock (_judging)
        {
            _audited++;
            _agreed += agrees ? 1 : 0;
            _roundAudited++;
            _roundAgreed += agrees ? 1 : 0;
            if (_roundAudited == Round)
            {
                double least = (Round * target) - (Tolerance * Math.Sqrt(Round * target * (1 - target)));
                if (_roundAgreed < least)
                {
                    Volatile.Write(ref _widening, Math.Min(MostWidening, _widening * Step));
                }

                (_roundAudited, _roundAgreed) = (0, 0);
            }
        }
    }
}
