using System.Runtime.CompilerServices;
using HyperFace.Search.Kernels;
using HyperFace.Search.Searching;
using HyperFace.Search.Sweep;

namespace HyperFace.Search.Graph;

internal sealed unsafe partial class HnswGraph
{
    private const int MaxLinksOfANode = 256;

    /// <summary>Nodes that are sent for before they are compared.</summary>
    private const int Ahead = 3;

    /// <summary>Nodes that are sent for before they are glanced at.</summary>
    private const int GlancesAhead = 8;

    /// <summary>Twins of a node that are asked whether they are admitted, before it is taken for granted that one is.</summary>
    private const int MostTwins = 64;

    /// <summary>Nodes that are expanded, and templates that are ranked, before the clock is asked again.</summary>
    private const int ClockEvery = 16;

    /// <summary>
    /// Walks the graph towards the probe in <paramref name="scratch"/>, as far as its budget goes, and offers the templates
    /// that it ends among to the collector. Removed and filtered templates are walked through.
    /// </summary>
    public WalkCounts Search(SearchScratch scratch, int ef, SubjectFilter filter)
    {
        WalkCounts counts = default;
        (int entry, int level) = Entry;
        counts.Allowance = scratch.Budget.Left;
        if (entry < 0)
        {
            return counts;
        }

        if (counts.Allowance == 0)
        {
            scratch.Budget.Stop(SearchStop.VisitLimit);
            return counts;
        }

        _intake.Continue();
        long began = scratch.Watch.Now;
        GraphProbe probe = ProbeOf(scratch);
        scratch.Visited.Begin(_vectors.Count);
        scratch.Pool.Reset(ef);
        int start = entry;
        float similarity = Descend(probe, ref start, level, 0, ref counts);
        long descended = scratch.Watch.Now;
        scratch.Visited.Mark(start);
        Meet(scratch, start, similarity, filter);
        if (scratch.Visited.Mark(entry) && counts.Take(1) == 1)
        {
            // All nodes can be reached from the entry point, not from wherever the descent ended: a walk that keeps
            // everything in view must meet everything.
            counts.Walked++;
            Meet(scratch, entry, _metric.Similarity(probe, entry), filter);
        }

        Walk(probe, scratch, filter, ref counts);
        long walked = scratch.Watch.Now;
        Rank(scratch, filter, ref counts);
        counts.DescentMoments = descended - began;
        counts.WalkMoments = walked - descended;
        counts.RankMoments = scratch.Watch.Now - walked;
        return counts;
    }

    private void Walk(GraphProbe probe, SearchScratch scratch, SubjectFilter filter, ref WalkCounts counts)
    {
        int* unseen = stackalloc int[MaxLinksOfANode];
        while ((counts.Expanded % ClockEvery != 0 || !scratch.Budget.IsLate()) && scratch.Pool.TryExpand(out int node))
        {
            if (scratch.Pool.FindNext() is >= 0 and int next)
            {
                _links.Fetch(next);
            }

            // Once the view is full most nodes are too far away, and a glance tells.
            bool glances = probe.CanGlance && scratch.Pool.IsFull;
            int found = GatherUnseen(scratch.Visited, _links.Links(node, 0), unseen, glances);
            int count = counts.Take(found);
            counts.Expanded++;
            counts.Walked += count;
            int near = glances ? KeepNear(probe, scratch.Pool.Worst, unseen, count) : count;
            for (int i = 0; i < near; i++)
            {
                if (!glances && i + Ahead < near)
                {
                    _metric.Fetch(unseen[i + Ahead]);
                }

                Meet(scratch, unseen[i], _metric.Similarity(probe, unseen[i]), filter);
            }

            if (count < found)
            {
                scratch.Budget.Stop(SearchStop.VisitLimit);
                return;
            }
        }
    }

    /// <summary>Moves those nodes to the front, and sends for them, that a glance cannot tell to be too far away for the view; returns how many.</summary>
    private int KeepNear(GraphProbe probe, float worst, int* nodes, int count)
    {
        int near = 0;
        for (int i = 0; i < count; i++)
        {
            if (i + GlancesAhead < count)
            {
                _metric.FetchGlance(nodes[i + GlancesAhead]);
            }

            if (_metric.MayExceed(worst, probe, nodes[i]))
            {
                _metric.Fetch(nodes[i]);
                nodes[near++] = nodes[i];
            }
        }

        return near;
    }

    /// <summary>The probe of a search: its byte code, where nodes have codes.</summary>
    private static GraphProbe ProbeOf(SearchScratch scratch)
    {
        if (scratch.Sweep is not { } sweep)
        {
            return GraphProbe.Of(scratch.Probe);
        }

        sweep.Probe.SetBytes(scratch.ProbeSpan);
        return GraphProbe.Of(sweep.Probe.Bytes, sweep.Probe.ByteCode.Scale, sweep.Probe.ByteSum);
    }

    /// <summary>A node as the probe of a walk.</summary>
    private GraphProbe ProbeOf(int node, SearchScratch scratch)
    {
        if (_codes is null)
        {
            return _metric.Of(node);
        }

        SweepProbe probe = scratch.Sweep!.Probe;
        probe.SetBytes(_codes.Bytes(node), _codes.Scale(node));
        return GraphProbe.Of(probe.Bytes, probe.ByteCode.Scale, probe.ByteSum);
    }

    /// <summary>Offers the nodes in view to the collector, by their vectors; those that their codes put too far below its floor are not read.</summary>
    private void Rank(SearchScratch scratch, SubjectFilter filter, ref WalkCounts counts)
    {
        float error = _codes is null ? 0 : scratch.Sweep!.Probe.ErrorOf(_codes.LargestError);
        ReadOnlySpan<int> slots = scratch.Pool.Slots;
        ReadOnlySpan<float> similarities = scratch.Pool.Similarities;
        int steps = 0;
        for (int i = 0; i < slots.Length && similarities[i] + error >= scratch.Collector.Floor; i++)
        {
            // The walk has counted the node: the first of its chain that is compared costs nothing.
            bool isCounted = true;
            for (int slot = slots[i]; slot != LinkStore.NoSlot; slot = _links.NextInChain(slot))
            {
                // Asked of those too that are passed over: a chain of copies may be long.
                if (++steps % ClockEvery == 0 && scratch.Budget.IsLate())
                {
                    return;
                }

                // In this order: what is read of a slot that was not dead before is that of one template.
                if (_vectors.IsDead(slot))
                {
                    continue;
                }

                uint subject = _vectors.Subject(slot);
                if (!filter.Admits(subject))
                {
                    continue;
                }

                if (!isCounted && counts.Take(1) == 0)
                {
                    // The nodes behind this one were compared already.
                    scratch.Budget.Stop(SearchStop.VisitLimit);
                    break;
                }

                counts.Copies += isCounted ? 0 : 1;
                isCounted = false;
                float similarity = DotProduct.Of(scratch.Probe, _vectors.Vector(slot), _vectors.Stride);
                counts.Ranked++;
                counts.PassedRank += similarity >= scratch.Collector.Floor ? 1 : 0;
                scratch.Collector.Offer(similarity, subject, _vectors.Template(slot));
            }
        }

        counts.IsStarved = scratch.Pool.IsCutOff && !scratch.Collector.IsFull && similarities[^1] + error >= scratch.Collector.Floor;
    }

    /// <summary>Fills the pool with the nodes of one layer that are nearest to <paramref name="probe"/>, dead or not.</summary>
    private void SearchLayer(GraphProbe probe, SearchScratch scratch, int entry, float similarity, int ef, int layer)
    {
        scratch.Visited.Begin(_vectors.Count);
        scratch.Visited.Mark(entry);
        scratch.Pool.Reset(ef);
        scratch.Pool.Offer(similarity, entry, accepted: true);
        int* unseen = stackalloc int[MaxLinksOfANode];
        while (scratch.Pool.TryExpand(out int node))
        {
            if (layer == 0 && scratch.Pool.FindNext() is >= 0 and int next)
            {
                _links.Fetch(next);
            }

            bool glances = probe.CanGlance && scratch.Pool.IsFull;
            int count = GatherUnseen(scratch.Visited, _links.Links(node, layer), unseen, glances);
            if (glances)
            {
                count = KeepNear(probe, scratch.Pool.Worst, unseen, count);
            }

            for (int i = 0; i < count; i++)
            {
                if (!glances && i + Ahead < count)
                {
                    _metric.Fetch(unseen[i + Ahead]);
                }

                // A snapshot that was made wrong may lead out of the layer; there, nobody has a list to link back.
                if (layer == 0 || _links.Level(unseen[i]) >= layer)
                {
                    scratch.Pool.Offer(_metric.Similarity(probe, unseen[i]), unseen[i], accepted: true);
                }
            }
        }
    }

    /// <summary>Goes greedily from <paramref name="node"/> down to above <paramref name="target"/>; returns the similarity of where it ends.</summary>
    private float Descend(GraphProbe probe, ref int node, int level, int target)
    {
        var counts = new WalkCounts { Allowance = long.MaxValue };
        return Descend(probe, ref node, level, target, ref counts);
    }

    /// <summary>The same, within an allowance of at least one comparison.</summary>
    private float Descend(GraphProbe probe, ref int node, int level, int target, ref WalkCounts counts)
    {
        counts.Descended += counts.Take(1);
        float best = _metric.Similarity(probe, node);
        for (int layer = level; layer > target; layer--)
        {
            bool nearer = true;
            while (nearer)
            {
                nearer = false;
                ReadOnlySpan<int> links = _links.Links(node, layer);
                links = links[..counts.Take(links.Length)];
                counts.Descended += links.Length;
                for (int i = 0; i < links.Length; i++)
                {
                    _metric.Fetch(Volatile.Read(in links[i]));
                }

                for (int i = 0; i < links.Length; i++)
                {
                    int neighbour = Volatile.Read(in links[i]);
                    float similarity = _metric.Similarity(probe, neighbour);
                    if (similarity > best && _links.Level(neighbour) >= layer)
                    {
                        best = similarity;
                        node = neighbour;
                        nearer = true;
                    }
                }

                counts.Steps += nearer ? 1 : 0;
            }
        }

        return best;
    }

    /// <summary>Takes a compared node into view; it counts there if it, or any that hangs in its chain, may be a candidate.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Meet(SearchScratch scratch, int slot, float similarity, SubjectFilter filter)
    {
        // Asked first: who is too far away need not be known to live, and where that is written is another cache line.
        if (scratch.Pool.Wants(similarity))
        {
            scratch.Pool.Take(similarity, slot, accepted: Admits(slot, filter) || AdmitsTwin(slot, filter));
        }
    }

    /// <summary>Asked only where the node itself is not admitted: the chain lies where the links do, and reading it costs a walk much.</summary>
    private bool AdmitsTwin(int slot, SubjectFilter filter)
    {
        int twin = _links.NextInChain(slot);
        for (int asked = 0; asked < MostTwins; asked++)
        {
            if (twin == LinkStore.NoSlot || Admits(twin, filter))
            {
                return twin != LinkStore.NoSlot;
            }

            twin = _links.NextInChain(twin);
        }

        // Ranking looks at all of them.
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Admits(int slot, SubjectFilter filter) =>
        !_vectors.IsDead(slot) && (filter.LetsAllThrough || filter.Admits(_vectors.Subject(slot)));

    /// <summary>Marks the nodes that links lead to and that this walk has not seen, and sends for what the first of them will be judged by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int GatherUnseen(VisitedMarks visited, ReadOnlySpan<int> links, int* unseen, bool glances)
    {
        int count = 0;
        for (int i = 0; i < links.Length; i++)
        {
            int neighbour = Volatile.Read(in links[i]);
            if (visited.Mark(neighbour))
            {
                if (glances)
                {
                    if (count < GlancesAhead)
                    {
                        _metric.FetchGlance(neighbour);
                    }
                }
                else if (count < Ahead)
                {
                    _metric.Fetch(neighbour);
                }

                unseen[count++] = neighbour;
            }
        }

        return count;
    }
}
