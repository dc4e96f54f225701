using HyperFace.Search.Graph;
using HyperFace.Search.Memory;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    private const int SlotsATurn = 4096;

    /// <summary>
    /// Checks every byte of the snapshot that the index was opened from, and whether its parts fit one another: every live template
    /// is found by its number, has a vector, and is in the graph or waits for it. Linking and saving wait meanwhile; searches,
    /// additions and removals go on. Whether the graph finds everybody is <see cref="Audit"/>'s question; that a code is its
    /// vector's is trusted. Nothing to do for an index made empty.
    /// </summary>
    /// <param name="cancellation">Stops the check.</param>
    /// <exception cref="SnapshotFormatException">Something is wrong; the message says what. The index should be built anew.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The check was stopped.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public void Verify(CancellationToken cancellation = default)
    {
        int turn = Enter();
        try
        {
            if (_snapshot is null)
            {
                return;
            }

            foreach (Column? column in Columns)
            {
                column?.FetchAll(cancellation);
            }
        }
        finally
        {
            Leave(turn);
        }

        VerifyWhole(cancellation);
    }

    private void VerifyWhole(CancellationToken cancellation)
    {
        // In this order, here and wherever both are needed: a linking that waits for others must not wait for who waits for it.
        lock (_linking)
        {
            int turn = Enter();
            try
            {
                VerifyTemplates(cancellation);
                VerifyGraph(cancellation);
            }
            finally
            {
                Leave(turn);
            }
        }
    }

    private void VerifyTemplates(CancellationToken cancellation)
    {
        int count = _vectors.Count;
        for (int first = 0; first < count; first += Math.Min(SlotsATurn, count - first))
        {
            cancellation.ThrowIfCancellationRequested();
            lock (_changing)
            {
                for (int slot = first; slot < Math.Min(first + (long)SlotsATurn, count); slot++)
                {
                    if (_vectors.IsDead(slot))
                    {
                        continue;
                    }

                    if (!_directory.TryFind(_vectors.Template(slot), out int found) || found != slot)
                    {
                        throw Damaged($"does not lead from template {_vectors.Template(slot)} to slot {slot}");
                    }

                    _ = WholeVector(slot);
                }
            }
        }

        lock (_changing)
        {
            for (int slot = _graph.LinkedSlots; slot < count; slot++)
            {
                if (_vectors.IsFree(slot))
                {
                    throw Damaged($"calls slot {slot} free, which was never linked");
                }
            }

            if (_vectors.CountMarks() != (_vectors.Live, _vectors.FreeSlots))
            {
                throw Damaged($"counts its live or its free slots wrong");
            }
        }
    }

    private void VerifyGraph(CancellationToken cancellation)
    {
        LinkStore links = _graph.Links;
        int linked = _graph.LinkedSlots;
        var chained = new bool[linked];
        HashSet<int> waiting;
        lock (_changing)
        {
            waiting = [.. _graph.Waiting.Slots];
            if (waiting.Count != _graph.Waiting.Count || waiting.Any(slot => links.Level(slot) != LinkStore.Unlinked || _vectors.IsFree(slot)))
            {
                throw Damaged($"lets slots wait that are not there, or are linked");
            }
        }

        for (int slot = 0; slot < linked; slot++)
        {
            if (slot % SlotsATurn == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (links.Level(slot) >= 0)
            {
                if (_graph.EntrySlot < 0)
                {
                    throw Damaged($"has a node at slot {slot}, and the graph no entry point");
                }

                VerifyLinks(links, slot);
                VerifyChain(links, slot, chained);
            }
        }

        for (int slot = 0; slot < linked; slot++)
        {
            int level = links.Level(slot);
            // One that was removed may have been taken out of its chain already.
            if (level == LinkStore.Chained && !chained[slot] && !_vectors.IsDead(slot))
            {
                throw Damaged($"has a broken chain at slot {slot}");
            }

            if (level != LinkStore.Unlinked && _vectors.IsFree(slot))
            {
                throw Damaged($"calls slot {slot} free, which is in the graph");
            }

            if (level == LinkStore.Unlinked && !_vectors.IsDead(slot) && !waiting.Contains(slot) && !IsWaiting(slot))
            {
                throw Damaged($"gives live slot {slot} no place in the graph");
            }
        }
    }

    /// <summary>Whether a slot came to wait since the check began.</summary>
    private bool IsWaiting(int slot)
    {
        lock (_changing)
        {
            return _vectors.IsDead(slot) || _graph.Waiting.Slots.Contains(slot);
        }
    }

    private void VerifyLinks(LinkStore links, int slot)
    {
        for (int layer = 0; layer <= links.Level(slot); layer++)
        {
            foreach (int neighbour in links.Links(slot, layer))
            {
                if (links.Level(neighbour) < layer)
                {
                    throw Damaged($"links slot {slot} to slot {neighbour}, which is not in layer {layer}");
                }
            }
        }
    }

    /// <summary>Chains begin at nodes, never meet, hold every chained slot, and hold copies only.</summary>
    private void VerifyChain(LinkStore links, int node, bool[] chained)
    {
        // A false next is passed over while it leads to a node, and believed when that slot is in another's chain one day.
        if (!links.IsNextTrue(node))
        {
            throw Damaged($"has a broken chain at slot {node}");
        }

        for (int slot = links.NextInChain(node); slot != LinkStore.NoSlot; slot = links.NextInChain(slot))
        {
            // Of who was removed a snapshot keeps what walks need of a node, and nothing of who hangs in a chain.
            bool isCopy = _vectors.IsDead(slot) || _graph.AreSame(slot, node);
            if (chained[slot] || !isCopy || !links.IsNextTrue(slot))
            {
                throw Damaged($"has a broken chain at slot {slot}");
            }

            chained[slot] = true;
        }
    }

    private SnapshotFormatException Damaged(FormattableString what) => _snapshot!.Damaged(FormattableString.Invariant(what));
}
