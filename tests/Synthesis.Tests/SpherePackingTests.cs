using System.Runtime.InteropServices;
using HyperFace.Synthesis.Packing;

namespace HyperFace.Synthesis.Tests;

public sealed class SpherePackingTests
{
    [Theory]
    [InlineData(9, 8, -0.125)]
    [InlineData(16, 8, 0)]
    public void Few_points_come_to_the_best_there_is(int points, int dimension, double best)
    {
        // d + 1 points make a simplex; 2d are best as a cross-polytope (Rankin 1955).
        using PackedPoints packed = Pack(new PackingOptions { Points = points, Dimension = dimension, Passes = 600 }, out PackingReport report);
        Assert.InRange(report.After.Largest, best - 1e-5, best + 0.02);
        Assert.Equal(Largest(packed), report.After.Largest, 1e-5);
        for (int i = 0; i < packed.Count; i++)
        {
            Assert.Equal(1, Dot(packed[i], packed[i]), 1e-5);
        }
    }

    [Theory]
    [InlineData(PackingObjective.SoftMax, 0)]
    [InlineData(PackingObjective.Nearest, 0)]
    [InlineData(PackingObjective.SoftMax, 50)]
    public void Packing_brings_points_apart(PackingObjective objective, int batch)
    {
        var options = new PackingOptions { Points = 300, Dimension = 24, Passes = 60, Objective = objective, BatchSize = batch };
        using PackedPoints packed = Pack(options, out PackingReport report);
        Assert.Equal((PackingMeasure.Exact, PackingMeasure.Exact), (report.Before.Measure, report.After.Measure));
        Assert.Equal(61, report.Curve.Count);
        Assert.True(report.After.Largest < 0.75 * report.Before.Largest, $"{report.Before.Largest} came to {report.After.Largest}");
        Assert.Equal(Largest(packed), report.After.Largest, 1e-5);
    }

    [Theory]
    [InlineData(257, 0)]
    [InlineData(257, 64)]
    [InlineData(1500, 0)] // Enough tiles for every thread to have some.
    [InlineData(1500, 400)]
    public void The_points_are_the_same_whatever_the_threads(int points, int batch)
    {
        var options = new PackingOptions { Points = points, Dimension = 33, Passes = 12, BatchSize = batch, Neighbours = 40, RefreshEvery = 3 };
        using PackedPoints one = Pack(options with { Threads = 1 }, out _);
        using PackedPoints three = Pack(options with { Threads = 3 }, out _);
        using PackedPoints other = Pack(options with { Seed = 2 }, out _);
        Assert.Equal(Bytes(one), Bytes(three));
        Assert.NotEqual(Bytes(one), Bytes(other));
    }

    [Fact]
    public void Neighbours_from_an_index_do_nearly_as_well()
    {
        var options = new PackingOptions { Points = 600, Dimension = 64, Passes = 40 };
        using PackedPoints all = Pack(options, out PackingReport full);
        using PackedPoints some = Pack(options with { IndexBeyond = 100 }, out PackingReport indexed);
        Assert.Equal(PackingMeasure.Sampled, indexed.After.Measure);
        Assert.InRange(Largest(some), -1, full.After.Largest + 0.05);
    }

    [Fact]
    public void Neighbours_from_an_index_give_the_same_points_whatever_the_threads_and_after_a_stop()
    {
        using var folder = new TemporaryFolder();
        var options = new PackingOptions { Points = 400, Dimension = 40, Passes = 12, RefreshEvery = 4, IndexBeyond = 100, CheckpointEvery = 4 };
        using PackedPoints one = Pack(options with { Threads = 1 }, out PackingReport report);
        using PackedPoints three = Pack(options with { Threads = 3 }, out _);
        Assert.Equal(Bytes(one), Bytes(three));

        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => SpherePacking.Run(options with { Checkpoint = folder["state"] }, progress: new StopAt(6, stop), cancellation: stop.Token));
        PackingReport resumed = SpherePacking.Run(options with { Checkpoint = folder["state"] });
        using PackedPoints again = resumed.Points;
        Assert.Equal(4, resumed.ResumedAt);
        Assert.Equal(Bytes(one), Bytes(again));
        Assert.Equal(report.Curve, resumed.Curve);
    }

    [Fact]
    public void As_many_neighbours_as_an_index_gives_may_be_asked_of_it()
    {
        var options = new PackingOptions { Points = 1100, Dimension = 8, Passes = 1, IndexBeyond = 100, Neighbours = PackingOptions.MaxIndexNeighbours };
        using PackedPoints packed = Pack(options, out PackingReport report);
        Assert.InRange(report.After.Largest, Largest(packed) - 1e-5, Largest(packed) + 1e-5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void Beside_an_index_a_sample_tells_how_near_the_nearest_is(int passes)
    {
        // So few are listed that the lists alone would show too little.
        var options = new PackingOptions { Points = 3000, Dimension = 64, Passes = passes, RefreshEvery = 3, Neighbours = 6, IndexBeyond = 100 };
        using PackedPoints packed = Pack(options, out PackingReport report);
        Assert.All(report.Curve, progress => Assert.Equal(PackingMeasure.Sampled, progress.Measure));
        Assert.InRange(report.After.MeanNearest, MeanNearest(packed) - 0.01, MeanNearest(packed) + 0.01);
        Assert.InRange(report.After.Largest, report.After.MeanNearest, Largest(packed) + 1e-5);
    }

    [Fact]
    public void A_sample_of_everybody_is_exact()
    {
        var options = new PackingOptions { Points = 480, Dimension = 32, Passes = 4, IndexBeyond = 100 };
        using PackedPoints packed = Pack(options, out PackingReport report);
        Assert.Equal(Largest(packed), report.After.Largest, 1e-5);
        Assert.Equal(MeanNearest(packed), report.After.MeanNearest, 1e-5);
    }

    [Fact]
    public void A_stochastic_packing_compares_everybody_and_needs_no_index()
    {
        var options = new PackingOptions { Points = 1500, Dimension = 64, Passes = 1, BatchSize = 50, IndexBeyond = 100 };
        using PackedPoints packed = Pack(options, out PackingReport report);
        Assert.Equal(PackingMeasure.Exact, report.After.Measure);
        Assert.Equal(Largest(packed), report.After.Largest, 1e-5);
        Assert.Equal(MeanNearest(packed), report.After.MeanNearest, 1e-5);
    }

    [Fact]
    public void With_no_passes_the_initial_points_are_only_measured()
    {
        using PackedPoints initial = PackedPoints.Uniform(70, 12, seed: 5);
        PackingReport report = SpherePacking.Run(new PackingOptions { Points = 70, Dimension = 12, Passes = 0 }, initial);
        using PackedPoints points = report.Points;
        Assert.Equal(Bytes(initial), Bytes(points));
        Assert.Equal(PackingMeasure.Exact, Assert.Single(report.Curve).Measure);
        Assert.Equal(Largest(initial), report.After.Largest, 1e-5);
        Assert.Equal(MeanNearest(initial), report.After.MeanNearest, 1e-5);
        Assert.Equal(Math.Sqrt((70 - 12) / (12.0 * 69)), report.WelchBound, 1e-12);
    }

    [Fact]
    public void A_packing_begins_with_the_points_it_is_given_and_leaves_them()
    {
        using PackedPoints initial = PackedPoints.Uniform(70, 12, seed: 5);
        byte[] before = Bytes(initial);
        var options = new PackingOptions { Points = 70, Dimension = 12, Passes = 10 };
        using PackedPoints drawn = Pack(options with { Seed = 5 }, out _);
        using PackedPoints given = SpherePacking.Run(options with { Seed = 9 }, initial).Points;
        Assert.Equal(Bytes(drawn), Bytes(given));
        Assert.Equal(before, Bytes(initial));
    }

    [Fact]
    public void Equal_points_come_apart()
    {
        float[] values = new float[40 * 6];
        for (int i = 0; i < values.Length; i += 6)
        {
            values[i + (i / 6 % 4)] = 1;
        }

        using PackedPoints initial = PackedPoints.From(values, 6);
        foreach (PackingObjective objective in Enum.GetValues<PackingObjective>())
        {
            PackingReport report = SpherePacking.Run(new PackingOptions { Points = 40, Dimension = 6, Passes = 200, Objective = objective }, initial);
            using PackedPoints points = report.Points;
            Assert.Equal(1, report.Before.Largest, 1e-5);
            Assert.True(report.After.Largest < 0.9, $"{objective}: {report.After.Largest}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void A_point_that_is_there_twice_does_no_harm(int batch)
    {
        using PackedPoints drawn = PackedPoints.Uniform(60, 12, seed: 5);
        float[] values = [.. Enumerable.Range(0, 60).SelectMany(i => drawn[i == 59 ? 0 : i].ToArray())];
        using PackedPoints twice = PackedPoints.From(values, 12);
        var options = new PackingOptions { Points = 60, Dimension = 12, Passes = 100, BatchSize = batch };
        PackingReport one = SpherePacking.Run(options, drawn);
        using PackedPoints without = one.Points;
        PackingReport other = SpherePacking.Run(options, twice);
        using PackedPoints with = other.Points;
        Assert.Equal(one.After.Largest, other.After.Largest, 0.02);
    }

    [Fact]
    public void A_gallery_draws_the_points_near()
    {
        using PackedPoints gallery = PackedPoints.Uniform(40, 32, seed: 9);
        var options = new PackingOptions { Points = 60, Dimension = 32, Passes = 80 };
        PackingReport alone = SpherePacking.Run(options with { Alpha = 0 }, gallery: gallery);
        using PackedPoints free = alone.Points;
        PackingReport drawn = SpherePacking.Run(options with { Alpha = 4 }, gallery: gallery);
        using PackedPoints near = drawn.Points;
        Assert.True(drawn.After.GalleryDistance < drawn.Before.GalleryDistance);
        Assert.True(Distance(near, gallery) < Distance(free, gallery) - 0.05, $"{Distance(near, gallery)} and {Distance(free, gallery)}");
        Assert.Equal(Distance(near, gallery), drawn.After.GalleryDistance!.Value, 1e-4);
        Assert.Equal(Distance(free, gallery), alone.After.GalleryDistance!.Value, 1e-4);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(double.PositiveInfinity)]
    public unsafe void The_gradient_is_that_of_the_stated_objective(double sharpness)
    {
        using PackedPoints points = PackedPoints.Uniform(12, 10, seed: 3);
        int[] neighbours = [.. Enumerable.Range(1, 11)];
        int stride = points.Set.Stride;
        using var room = new GradientRoom(stride);
        using var scratch = new GradientRoom(stride);
        (double value, float largest) = Repulsion.Of(points.Set, points.Set[0], neighbours, sharpness, room.Gradient);
        double[] similarities = [.. neighbours.Select(other => Dot(points[0], points[other]))];
        Assert.Equal(similarities.Max(), largest, 1e-5);
        Assert.Equal(double.IsInfinity(sharpness) ? similarities.Max() : Math.Log(similarities.Sum(s => Math.Exp(sharpness * s))) / sharpness, value, 1e-5);

        const float step = 1e-3f;
        for (int i = 0; i < 10; i++)
        {
            float[] up = points[0].ToArray(), down = points[0].ToArray();
            up[i] += step;
            down[i] -= step;
            double slope = (Objective(up) - Objective(down)) / (2 * step);
            Assert.Equal(slope, room.Gradient[i], 2e-3);
        }

        double Objective(float[] place)
        {
            double[] each = [.. neighbours.Select(other => Dot(place, points[other]))];
            return double.IsInfinity(sharpness) ? each.Max() : Math.Log(each.Sum(s => Math.Exp(sharpness * s))) / sharpness;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public void A_packing_that_was_stopped_goes_on_to_the_same_bytes(int batch)
    {
        using var folder = new TemporaryFolder();
        var options = new PackingOptions { Points = 200, Dimension = 20, Passes = 40, RefreshEvery = 5, BatchSize = batch, CheckpointEvery = 10 };
        using PackedPoints whole = Pack(options, out PackingReport report);

        PackingOptions kept = options with { Checkpoint = folder["state"] };
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => SpherePacking.Run(kept, progress: new StopAt(24, stop), cancellation: stop.Token));
        PackingReport resumed = SpherePacking.Run(kept);
        using PackedPoints again = resumed.Points;
        Assert.InRange(resumed.ResumedAt, 10, 24);
        Assert.Equal(Bytes(whole), Bytes(again));
        Assert.Equal(report.Curve, resumed.Curve);

        // What was finished is taken as it is.
        PackingReport finished = SpherePacking.Run(kept);
        using PackedPoints same = finished.Points;
        Assert.Equal((40, Bytes(whole)), (finished.ResumedAt, Bytes(same)), EqualityComparer<(int, byte[])>.Create((a, b) => a.Item1 == b.Item1 && a.Item2.AsSpan().SequenceEqual(b.Item2)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void With_a_gallery_too_it_goes_on_to_the_same_bytes_and_only_with_that_gallery(int batch)
    {
        using var folder = new TemporaryFolder();
        using PackedPoints gallery = PackedPoints.Uniform(25, 10, seed: 9);
        using PackedPoints other = PackedPoints.Uniform(25, 10, seed: 10);
        using PackedPoints initial = PackedPoints.Uniform(50, 10, seed: 11);
        var options = new PackingOptions { Points = 50, Dimension = 10, Passes = 20, RefreshEvery = 4, BatchSize = batch, CheckpointEvery = 4 };
        PackingReport report = SpherePacking.Run(options, initial, gallery);
        using PackedPoints whole = report.Points;

        PackingOptions kept = options with { Checkpoint = folder["state"] };
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => SpherePacking.Run(kept, initial, gallery, new StopAt(11, stop), stop.Token));
        Assert.Contains("checksum of the gallery", Assert.Throws<PackingCheckpointException>(() => SpherePacking.Run(kept, initial, other)).Message, StringComparison.Ordinal);
        Assert.Contains("checksum of the initial points", Assert.Throws<PackingCheckpointException>(() => SpherePacking.Run(kept, null, gallery)).Message, StringComparison.Ordinal);
        PackingReport resumed = SpherePacking.Run(kept, initial, gallery);
        using PackedPoints again = resumed.Points;
        Assert.InRange(resumed.ResumedAt, 8, 12);
        Assert.Equal(Bytes(whole), Bytes(again));
        Assert.Equal(report.Curve, resumed.Curve);
    }

    [Fact]
    public void A_checkpoint_of_another_version_is_not_called_damaged_nor_the_other_way_round()
    {
        using var folder = new TemporaryFolder();
        var options = new PackingOptions { Points = 20, Dimension = 8, Passes = 4, Checkpoint = folder["state"] };
        Pack(options, out _).Dispose();
        byte[] good = File.ReadAllBytes(options.Checkpoint);
        Assert.Contains("is of version 2; this program reads version 1", With(8, 2), StringComparison.Ordinal);
        Assert.Contains("is damaged", With(12, 14), StringComparison.Ordinal);
        Assert.Contains("is no checkpoint of a packing", With(0, 0), StringComparison.Ordinal);

        string With(int at, byte value)
        {
            byte[] bad = [.. good];
            bad[at] = value;
            File.WriteAllBytes(options.Checkpoint!, bad);
            return Assert.Throws<PackingCheckpointException>(() => SpherePacking.Run(options)).Message;
        }
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused_wherever_it_is_damaged()
    {
        using var folder = new TemporaryFolder();
        var options = new PackingOptions { Points = 20, Dimension = 8, Passes = 6, RefreshEvery = 2, CheckpointEvery = 2, Checkpoint = folder["state"] };
        Pack(options, out _).Dispose();
        byte[] good = File.ReadAllBytes(options.Checkpoint);
        for (int at = 0; at < good.Length; at += 7)
        {
            byte[] bad = [.. good];
            bad[at] ^= 0x10;
            File.WriteAllBytes(options.Checkpoint, bad);
            Assert.Throws<PackingCheckpointException>(() => SpherePacking.Run(options));
        }

        foreach (int length in new[] { 0, 7, 100, good.Length - 1 })
        {
            File.WriteAllBytes(options.Checkpoint, good.AsSpan(0, length));
            Assert.Throws<PackingCheckpointException>(() => SpherePacking.Run(options));
        }

        File.WriteAllBytes(options.Checkpoint, [.. good, 0]);
        Assert.Throws<PackingCheckpointException>(() => SpherePacking.Run(options));
    }

    [Fact]
    public void A_checkpoint_of_another_packing_is_refused_by_what_differs()
    {
        using var folder = new TemporaryFolder();
        var options = new PackingOptions { Points = 20, Dimension = 8, Passes = 4, Checkpoint = folder["state"] };
        Pack(options, out _).Dispose();
        Assert.Contains("seed is 1, not 2", Refused(options with { Seed = 2 }), StringComparison.Ordinal);
        Assert.Contains("number of points is 20, not 21", Refused(options with { Points = 21 }), StringComparison.Ordinal);
        Assert.Contains("learning rate is 0.02, not 0.1", Refused(options with { LearningRate = 0.1 }), StringComparison.Ordinal);

        static string Refused(PackingOptions options) => Assert.Throws<PackingCheckpointException>(() => SpherePacking.Run(options)).Message;
    }

    [Fact]
    public void Points_are_not_lost_with_the_last_checkpoint()
    {
        using var folder = new TemporaryFolder();
        string disk = Directory.CreateDirectory(folder["disk"]).FullName;
        var options = new PackingOptions { Points = 40, Dimension = 8, Passes = 6 };
        using PackedPoints whole = Pack(options, out _);
        PackingReport report = SpherePacking.Run(options with { Checkpoint = Path.Combine(disk, "state") }, progress: new RemovedAt(6, disk));
        using PackedPoints points = report.Points;
        Assert.IsAssignableFrom<IOException>(report.CheckpointFailure);
        Assert.Equal(Bytes(whole), Bytes(points));
    }

    [Fact]
    public void A_checkpoint_of_every_version_is_gone_on_from()
    {
        // Made by this packing, stopped in its tenth pass.
        using var folder = new TemporaryFolder();
        var options = new PackingOptions { Points = 24, Dimension = 8, Passes = 12, RefreshEvery = 4, CheckpointEvery = 4, Seed = 5 };
        using PackedPoints whole = Pack(options, out PackingReport report);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Golden", "packing-v1.state"), folder["state"]);
        PackingReport resumed = SpherePacking.Run(options with { Checkpoint = folder["state"] });
        using PackedPoints points = resumed.Points;
        Assert.Equal((8, 13), (resumed.ResumedAt, resumed.Curve.Count));
        Assert.Equal(report.After.Largest, resumed.After.Largest, 1e-4);
        Assert.Equal([PackingMeasure.Exact, PackingMeasure.Listed], resumed.Curve.Take(2).Select(progress => progress.Measure));
        for (int i = 0; i < points.Count; i++)
        {
            // Not to the bit: the file was made on one machine, whose exponentials may round otherwise than here.
            Assert.Equal(1, Dot(whole[i], points[i]), 1e-4);
        }
    }

    [Fact]
    public void What_is_out_of_range_is_refused_by_name()
    {
        var good = new PackingOptions { Points = 10, Dimension = 4 };
        foreach ((PackingOptions bad, string name) in new[]
        {
            (good with { Points = 1 }, nameof(PackingOptions.Points)),
            (good with { Dimension = 1 }, nameof(PackingOptions.Dimension)),
            (good with { Passes = -1 }, nameof(PackingOptions.Passes)),
            (good with { LearningRate = double.NaN }, nameof(PackingOptions.LearningRate)),
            (good with { Sharpness = 0 }, nameof(PackingOptions.Sharpness)),
            (good with { Alpha = -1 }, nameof(PackingOptions.Alpha)),
            (good with { Neighbours = -1 }, nameof(PackingOptions.Neighbours)),
            (good with { RefreshEvery = 0 }, nameof(PackingOptions.RefreshEvery)),
            (good with { BatchSize = -1 }, nameof(PackingOptions.BatchSize)),
            (good with { Points = PackingOptions.MaxPoints + 1 }, nameof(PackingOptions.Points)),
            (good with { Dimension = PackingOptions.MaxDimension + 1 }, nameof(PackingOptions.Dimension)),
            (good with { Objective = (PackingObjective)2 }, nameof(PackingOptions.Objective)),
            (good with { FinalSharpness = 1e6 }, nameof(PackingOptions.FinalSharpness)),
            (good with { Neighbours = PackingOptions.MaxNeighbours + 1 }, nameof(PackingOptions.Neighbours)),
            (good with { IndexBeyond = -1 }, nameof(PackingOptions.IndexBeyond)),
            (good with { Threads = 1025 }, nameof(PackingOptions.Threads)),
            (good with { CheckpointEvery = 0 }, nameof(PackingOptions.CheckpointEvery)),
            (good with { Points = 2000, IndexBeyond = 100, Neighbours = PackingOptions.MaxIndexNeighbours + 1 }, nameof(PackingOptions.Neighbours)),
        })
        {
            Assert.Contains(name, Assert.Throws<ArgumentOutOfRangeException>(() => SpherePacking.Run(bad)).Message, StringComparison.Ordinal);
        }

        using PackedPoints other = PackedPoints.Uniform(10, 5, 1);
        Assert.Throws<ArgumentException>(() => SpherePacking.Run(good, initial: other));
        Assert.Throws<ArgumentException>(() => SpherePacking.Run(good, gallery: other));
    }

    [Fact]
    public void Points_go_to_a_file_and_back()
    {
        using var folder = new TemporaryFolder();
        using PackedPoints points = PackedPoints.Uniform(7, 5, seed: 4);
        points.Save(folder["points.npy"]);
        using PackedPoints back = PackedPoints.Read(folder["points.npy"]);
        Assert.Equal((7, 5), (back.Count, back.Dimension));
        for (int i = 0; i < 7; i++)
        {
            Assert.Equal(1, Dot(points[i], back[i]), 1e-6);
        }

        Assert.Throws<InvalidPointsException>(() => PackedPoints.Read(folder["nowhere.npy"]));
        Assert.Throws<InvalidPointsException>(() => PackedPoints.From([0, 0, 1, 0], 2));
        Assert.Throws<InvalidPointsException>(() => PackedPoints.From([float.NaN, 0], 2));
        Assert.Throws<ArgumentException>(() => PackedPoints.From([1, 0, 1], 2));
    }

    private static PackedPoints Pack(PackingOptions options, out PackingReport report)
    {
        report = SpherePacking.Run(options);
        return report.Points;
    }

    private static double Largest(PackedPoints points)
    {
        double largest = -1;
        for (int i = 0; i < points.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                largest = Math.Max(largest, Dot(points[i], points[j]));
            }
        }

        return largest;
    }

    private static double MeanNearest(PackedPoints points) => Enumerable.Range(0, points.Count)
        .Average(i => Enumerable.Range(0, points.Count).Max(j => j == i ? -1 : Dot(points[i], points[j])));

    private static double Distance(PackedPoints points, PackedPoints gallery) => Enumerable.Range(0, points.Count)
        .Average(i => 1 - Enumerable.Range(0, gallery.Count).Max(j => Dot(points[i], gallery[j])));

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }

    private static byte[] Bytes(PackedPoints points) => [.. Enumerable.Range(0, points.Count).SelectMany(i => MemoryMarshal.AsBytes(points[i]).ToArray())];

    private sealed class RemovedAt(int pass, string folder) : IProgress<PackingProgress>
    {
        public void Report(PackingProgress value)
        {
            if (value.Pass == pass)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private sealed class StopAt(int pass, CancellationTokenSource source) : IProgress<PackingProgress>
    {
        public void Report(PackingProgress value)
        {
            if (value.Pass == pass)
            {
                source.Cancel();
            }
        }
    }
}
