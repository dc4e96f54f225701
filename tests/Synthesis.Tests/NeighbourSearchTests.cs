using HyperFace.Synthesis.Packing;

namespace HyperFace.Synthesis.Tests;

public sealed class NeighbourSearchTests
{
    /// <summary>Numbers of points about the sides of a tile, up to more tiles than one thread takes, and lengths up to everybody else.</summary>
    public static TheoryData<int, int> Shapes => new() { { 2, 1 }, { 95, 94 }, { 96, 7 }, { 97, 7 }, { 193, 1 }, { 300, 40 }, { 800, 20 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Lists_hold_the_nearest_also_after_points_have_moved(int count, int length)
    {
        using PackedPoints points = PackedPoints.Uniform(count, 11, seed: 5);
        using PackedPoints later = PackedPoints.Uniform(count, 11, seed: 6);
        foreach (int threads in new[] { 1, 3 })
        {
            var workers = new Workers(threads, TestContext.Current.CancellationToken);
            using PackedPoints moved = PackedPoints.Uniform(count, 11, seed: 5);
            using var lists = new NeighbourLists(count, length);
            NeighbourSearch.Renew(moved.Set, lists, throughIndex: false, workers);
            AreTheNearest(points, lists);

            // The old lists now give floors, from which the new ones must not suffer.
            moved.Set.CopyFrom(later.Set);
            NeighbourSearch.Renew(moved.Set, lists, throughIndex: false, workers);
            AreTheNearest(later, lists);
        }
    }

    [Fact]
    public void Equal_similarities_go_to_the_lower_number()
    {
        // Three points, each there often: everybody has more equals than the list has places.
        float[] values = [.. Enumerable.Range(0, 210).SelectMany(point => new[] { point % 3 == 0 ? 1f : 0, point % 3 == 1 ? 1f : 0, point % 3 == 2 ? 1f : 0 })];
        using PackedPoints points = PackedPoints.From(values, 3);
        foreach (int threads in new[] { 1, 3 })
        {
            using var lists = new NeighbourLists(points.Count, 10);
            NeighbourSearch.Renew(points.Set, lists, throughIndex: false, new Workers(threads, TestContext.Current.CancellationToken));
            for (int row = 0; row < points.Count; row++)
            {
                int own = row;
                Assert.Equal(Enumerable.Range(0, points.Count).Where(other => other != own && other % 3 == own % 3).Take(10), lists[row].ToArray());
            }
        }
    }

    [Fact]
    public void Some_rows_find_their_nearest_among_others_whatever_the_threads()
    {
        using PackedPoints rows = PackedPoints.Uniform(300, 11, seed: 3);
        using PackedPoints others = PackedPoints.Uniform(1000, 11, seed: 4);
        foreach (int threads in new[] { 1, 3 })
        {
            using var lists = new NeighbourLists(rows.Count, 15);
            TileSearch.Between(rows.Set, others.Set, lists, [], new Workers(threads, TestContext.Current.CancellationToken));
            for (int row = 0; row < rows.Count; row++)
            {
                int own = row;
                lists.Sort(row);
                Assert.Equal(Enumerable.Range(0, others.Count).OrderByDescending(other => Dot(rows[own], others[other])).Take(15).Order(), lists[row].ToArray());
            }
        }
    }

    [Fact]
    public void An_index_finds_most_of_them_and_never_the_point_itself()
    {
        using PackedPoints points = PackedPoints.Uniform(800, 32, seed: 7);
        using var lists = new NeighbourLists(800, 30);
        NeighbourSearch.Renew(points.Set, lists, throughIndex: true, new Workers(2, TestContext.Current.CancellationToken));
        int found = 0;
        for (int row = 0; row < 800; row++)
        {
            Assert.DoesNotContain(row, lists[row].ToArray());
            found += Nearest(points, row).Take(30).Intersect(lists[row].ToArray()).Count();
        }

        Assert.True(found >= 0.9 * 800 * 30, $"{found} of {800 * 30}");
    }

    [Fact]
    public unsafe void A_point_without_neighbours_stays_where_it_is()
    {
        using PackedPoints points = PackedPoints.Uniform(3, 9, seed: 8);
        using var room = new GradientRoom(points.Set.Stride);
        foreach (double sharpness in new[] { 30, Repulsion.OnlyNearest })
        {
            (_, float largest) = Repulsion.Of(points.Set, points.Set[0], [], sharpness, room.Gradient);
            Assert.Equal(-1, largest);
            Assert.All(new Span<float>(room.Gradient, points.Set.Stride).ToArray(), value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public unsafe void A_gallery_pulls_by_alpha_towards_the_nearest_embedding()
    {
        using PackedPoints points = PackedPoints.Uniform(120, 9, seed: 1);
        using PackedPoints gallery = PackedPoints.Uniform(130, 9, seed: 2);
        var pull = new GalleryPull(gallery.Set, points.Count, alpha: 0.7f);
        pull.Renew(points.Set, new Workers(2, TestContext.Current.CancellationToken));
        using var room = new GradientRoom(points.Set.Stride);
        double sum = 0;
        for (int row = 0; row < points.Count; row++)
        {
            int nearest = Enumerable.Range(0, gallery.Count).MaxBy(other => Dot(points[row], gallery[other]));
            new Span<float>(room.Gradient, points.Set.Stride).Clear();
            pull.Add(row, room.Gradient, points.Set.Stride);

            // α (1 − x·g) falls by α g for a step along x.
            Assert.Equal(gallery[nearest].ToArray().Select(value => -0.7f * value), new Span<float>(room.Gradient, 9).ToArray());
            sum += 1 - Dot(points[row], gallery[nearest]);
        }

        Assert.Equal(sum / points.Count, pull.MeanDistance(points.Set), 1e-5);
    }

    private static void AreTheNearest(PackedPoints points, NeighbourLists lists)
    {
        for (int row = 0; row < points.Count; row++)
        {
            Assert.Equal(Nearest(points, row).Take(lists.Length).Order(), lists[row].ToArray());
        }
    }

    private static IEnumerable<int> Nearest(PackedPoints points, int row) =>
        Enumerable.Range(0, points.Count).Where(other => other != row).OrderByDescending(other => Dot(points[row], points[other]));

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }
}
