using System.Runtime.CompilerServices;
using HyperFace.Search.Collecting;
using HyperFace.Search.Kernels;
using HyperFace.Search.Searching;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Exact;

/// <summary>Compares a probe with live templates in full precision.</summary>
internal readonly unsafe ref struct ExactScan(VectorStore vectors, float* probe, SubjectFilter filter, SubjectCollector collector)
{
    /// <summary>Slots that are scanned before the clock is asked again, and templates that are compared before the budget is.</summary>
    private const int Portion = 512;

    private readonly float* _probe = probe;
    private readonly SubjectFilter _filter = filter;

    /// <summary>Scans slots <paramref name="from"/> to <paramref name="to"/> (exclusive), or as far as the budget goes.</summary>
    public ScanCounts Run(int from, int to, SearchBudget budget)
    {
        ScanCounts counts = default;
        int granted = 0;
        int end;
        for (int first = from; first < to; first = end)
        {
            end = to - first > Portion ? first + Portion : to;
            if (budget.IsLate() || !TryRun(first, end, budget, ref granted, ref counts))
            {
                break;
            }
        }

        budget.Return(granted);
        return counts;
    }

    /// <summary>Scans these slots, or as many as the budget goes to.</summary>
    public ScanCounts Run(ReadOnlySpan<int> slots, SearchBudget budget)
    {
        ScanCounts counts = default;
        int granted = 0;
        foreach (int slot in slots)
        {
            if (!TryScore(slot, budget, ref granted, ref counts))
            {
                break;
            }
        }

        budget.Return(granted);
        return counts;
    }

    private bool TryRun(int from, int to, SearchBudget budget, ref int granted, ref ScanCounts counts)
    {
        for (int slot = from; slot < to; slot++)
        {
            if (!TryScore(slot, budget, ref granted, ref counts))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Compares the template of a slot if it is there and let through; false when the budget is at its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryScore(int slot, SearchBudget budget, ref int granted, ref ScanCounts counts)
    {
        // In this order: what is read of a slot that was not dead before is that of one template.
        if (vectors.IsDead(slot))
        {
            return true;
        }

        uint subject = vectors.Subject(slot);
        if (!_filter.Admits(subject))
        {
            return true;
        }

        if (granted == 0)
        {
            // Asked only for a template that is there: what is dead or kept out costs nothing.
            granted = budget.Grant(Portion);
            if (granted == 0)
            {
                return false;
            }
        }

        granted--;
        float similarity = DotProduct.Of(_probe, vectors.Vector(slot), vectors.Stride);
        counts.Scored++;
        counts.Passed += similarity >= collector.Floor ? 1 : 0;
        collector.Offer(similarity, subject, vectors.Template(slot));
        return true;
    }
}
