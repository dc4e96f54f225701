using CsCheck;
using HyperFace.Search.Graph;

namespace HyperFace.Search.Tests.Graph;

public sealed class CandidatePoolTests
{
    [Fact]
    public void Of_accepted_nodes_the_best_stay_sorted_ties_by_slot() =>
        Gen.Select(Gen.Int[-10, 10].Array[0, 80], Gen.Int[1, 9]).Sample((similarities, capacity) =>
        {
            var pool = new CandidatePool();
            pool.Reset(capacity);
            for (int slot = 0; slot < similarities.Length; slot++)
            {
                pool.Offer(similarities[slot], slot, accepted: true);
            }

            float[] expected = [.. similarities.Select(s => (float)s).OrderDescending().Take(capacity)];
            Assert.Equal(expected, pool.Similarities.ToArray());
            Assert.Equal(pool.Slots.ToArray(), pool.Slots.ToArray().OrderByDescending(slot => similarities[slot]).ThenBy(slot => slot));
        });

    [Fact]
    public void Spare_nodes_take_no_accepted_nodes_place() =>
        Gen.Select(Gen.Select(Gen.Int[-10, 10], Gen.Bool).Array[0, 60], Gen.Int[15, 20]).Sample((offers, capacity) =>
        {
            // Few enough that the room for spares (four per unit of capacity) suffices.
            var pool = new CandidatePool();
            pool.Reset(capacity);
            for (int slot = 0; slot < offers.Length; slot++)
            {
                pool.Offer(offers[slot].Item1, slot, offers[slot].Item2);
            }

            float[] accepted = [.. offers.Where(offer => offer.Item2).Select(offer => (float)offer.Item1).OrderDescending().Take(capacity)];
            Assert.Equal(accepted, pool.Slots.ToArray().Where(slot => offers[slot].Item2).Select(slot => (float)offers[slot].Item1));
        });

    [Fact]
    public void A_full_pool_ends_at_its_worst_accepted_node() =>
        Gen.Select(Gen.Select(Gen.Int[-10, 10], Gen.Bool).Array[0, 120], Gen.Int[1, 9]).Sample((offers, capacity) =>
        {
            var pool = new CandidatePool();
            pool.Reset(capacity);
            for (int slot = 0; slot < offers.Length; slot++)
            {
                pool.Offer(offers[slot].Item1, slot, offers[slot].Item2);
                int accepted = pool.Slots.ToArray().Count(s => offers[s].Item2);
                Assert.InRange(accepted, 0, capacity);
                Assert.True(accepted < capacity || offers[pool.Slots[^1]].Item2, "a spare node stands behind the worst accepted one of a full pool");
            }
        });

    [Fact]
    public void Nodes_are_expanded_best_first_and_each_once()
    {
        var pool = new CandidatePool();
        pool.Reset(10);
        pool.Offer(0.5f, 1, accepted: true);
        pool.Offer(0.9f, 2, accepted: false);
        Assert.True(pool.TryExpand(out int slot));
        Assert.Equal(2, slot);
        pool.Offer(0.7f, 3, accepted: true);
        pool.Offer(0.95f, 4, accepted: true);
        Assert.Equal([4, 3, 1], ExpandAll(pool));
    }

    [Fact]
    public void A_node_that_was_pushed_out_is_not_expanded()
    {
        var pool = new CandidatePool();
        pool.Reset(2);
        pool.Offer(0.1f, 1, accepted: true);
        pool.Offer(0.2f, 2, accepted: true);
        pool.Offer(0.3f, 3, accepted: true);
        Assert.Equal([3, 2], ExpandAll(pool));
    }

    [Fact]
    public void Every_walk_ends_and_expands_no_node_twice() =>
        Gen.Select(Gen.Int[0, 1000].Array[1, 60], Gen.Bool.Array[60], Gen.Int[1, 5]).Sample((similarities, accepted, capacity) =>
        {
            // A walk over a complete graph: each node offers all others, each is met once.
            var pool = new CandidatePool();
            pool.Reset(capacity);
            var met = new bool[similarities.Length];
            var expanded = new List<int>();
            Meet(0);
            while (pool.TryExpand(out int slot))
            {
                expanded.Add(slot);
                for (int next = 0; next < similarities.Length; next++)
                {
                    Meet(next);
                }
            }

            Assert.Equal(expanded.Count, expanded.Distinct().Count());

            void Meet(int slot)
            {
                if (!met[slot])
                {
                    met[slot] = true;
                    pool.Offer(similarities[slot], slot, accepted[slot]);
                }
            }
        });

    [Fact]
    public void A_walk_ends_the_same_way_after_a_wider_one()
    {
        var fresh = new CandidatePool();
        var used = new CandidatePool();
        used.Reset(1000);
        fresh.Reset(2);
        used.Reset(2);
        for (int slot = 0; slot < 50; slot++)
        {
            fresh.Offer(slot, slot, accepted: false);
            used.Offer(slot, slot, accepted: false);
        }

        Assert.Equal(fresh.Slots.ToArray(), used.Slots.ToArray());
    }

    private static List<int> ExpandAll(CandidatePool pool)
    {
        var expanded = new List<int>();
        while (pool.TryExpand(out int slot))
        {
            expanded.Add(slot);
        }

        return expanded;
    }

    [Fact]
    public void A_wide_pool_gives_what_a_sorted_list_would() =>
        Gen.Select(Gen.Select(Gen.Int[0, 300], Gen.Bool).Array[400, 900], Gen.Int[40, 300], Gen.Int[2, 9]).Sample((offers, capacity, every) =>
        {
            var pool = new CandidatePool();
            pool.Reset(capacity);
            var view = new List<(int Similarity, int Slot, bool IsAccepted)>();
            var expanded = new HashSet<int>();
            for (int i = 0; i < offers.Length; i++)
            {
                // From the last to the first in threes, so that of equals the later ones go before the earlier too.
                int slot = (i / 3 * 3) + 2 - (i % 3);
                (int similarity, bool isAccepted) = offers[i];
                bool isWanted = view.Count(node => node.IsAccepted) < capacity || similarity > view[^1].Similarity;
                Assert.Equal(isWanted, pool.Wants(similarity));
                if (isWanted)
                {
                    view = [.. view.Append((similarity, slot, isAccepted)).OrderByDescending(node => node.Item1).ThenBy(node => node.Item2)];
                    int accepted = 0;
                    int end = view.FindIndex(node => node.IsAccepted && ++accepted == capacity);
                    view = end < 0 ? view : view[..(end + 1)];
                }

                pool.Offer(similarity, slot, isAccepted);
                if (i % every == 0)
                {
                    int best = view.Select(node => node.Slot).Where(node => !expanded.Contains(node)).DefaultIfEmpty(-1).First();
                    Assert.Equal(best >= 0, pool.TryExpand(out int given));
                    Assert.Equal(best, given);
                    expanded.Add(given);
                }
            }

            Assert.Equal(view.Select(node => node.Slot), pool.Slots.ToArray());
        }, iter: 30);

    [Fact]
    public void The_next_node_is_the_one_that_is_given_next() =>
        Gen.Select(Gen.Int[-10, 10].Array[0, 40], Gen.Int[1, 9]).Sample((similarities, capacity) =>
        {
            var pool = new CandidatePool();
            pool.Reset(capacity);
            for (int slot = 0; slot < similarities.Length; slot++)
            {
                pool.Offer(similarities[slot], slot, accepted: true);
                if (slot % 3 == 0)
                {
                    int next = pool.FindNext();
                    Assert.Equal(next >= 0, pool.TryExpand(out int given));
                    Assert.Equal(next, given);
                }
            }
        });

    [Fact]
    public void A_pool_is_cut_off_when_it_forgot_nodes_or_has_as_many_as_it_may()
    {
        var pool = new CandidatePool();
        pool.Reset(2);
        for (int slot = 0; slot < 11; slot++)
        {
            pool.Offer(1 - (slot / 100f), slot, accepted: slot == 3);
        }

        Assert.Equal((11, false), (pool.Count, pool.IsCutOff));
        pool.Offer(0, 11, accepted: true);
        Assert.True(pool.IsCutOff);
        pool.Reset(2);
        Assert.False(pool.IsCutOff);
        pool.Offer(1, 12, accepted: true);
        Assert.False(pool.IsCutOff);
        pool.Offer(1, 13, accepted: true);
        Assert.True(pool.IsCutOff);
    }
}
