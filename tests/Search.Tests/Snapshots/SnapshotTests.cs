using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Snapshots;

public sealed class SnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public SnapshotTests() => _path = _folder["index.hfx"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(3000, false)]
    [InlineData(3000, true)]
    public void What_was_saved_is_opened(int count, bool link)
    {
        // 3000 vectors of 130 dimensions are more than one block with a checksum holds.
        const int dimension = 130;
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = dimension, ExactLimit = 17, Graph = new HnswParameters { M = 5, EfConstruction = 20, EfSearch = 30, Seed = 9 } });
        for (int i = 0; i < count; i++)
        {
            index.Add((ulong)i << 40, (uint)i, SeededVectors.Gaussian(i, dimension));
        }

        if (link)
        {
            index.Link(2);
        }

        index.Save(_path, new SnapshotStamp(ulong.MaxValue, 5));
        using FaceIndex opened = FaceIndex.Open(_path);
        Assert.Equal((index.Count, index.Linked, index.Pending), (opened.Count, opened.Linked, opened.Pending));
        Assert.Equal(new SnapshotStamp(ulong.MaxValue, 5), opened.Stamp);
        var request = new SearchRequest { MaxCandidates = 20, Mode = SearchMode.Graph };
        for (int i = 0; i < 50; i++)
        {
            float[] probe = SeededVectors.Gaussian(i, dimension);
            Assert.Equal(index.Find(probe, request), opened.Find(probe, request));
            Assert.Equal(index.Find(probe, new SearchRequest(), out SearchAnswer answer), opened.Find(probe, new SearchRequest(), out SearchAnswer again));
            Assert.Equal(answer, again);
        }
    }

    [Fact]
    public void What_walks_read_of_a_snapshot_comes_into_memory_and_what_sweeps_read_does_not()
    {
        // Segments have 8,192 items or fewer; the last of each column, which is not full, is in memory from the start.
        const int dimension = 256;
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = dimension, ExactLimit = 0, Graph = new HnswParameters { M = 5, EfConstruction = 20, Seed = 9 } });
        float[][] vectors = [.. Enumerable.Range(0, 9000).Select(i => SeededVectors.Gaussian(i, dimension))];
        for (int i = 0; i < vectors.Length; i++)
        {
            index.Add((ulong)i, (uint)i, vectors[i]);
        }

        index.Link(2);
        index.Save(_path);
        using FaceIndex opened = FaceIndex.Open(_path);
        var sweep = new SearchRequest { MaxCandidates = 3, Mode = SearchMode.Certified };
        var walk = new SearchRequest { MaxCandidates = 3, Mode = SearchMode.Graph, Ef = 100 };
        Assert.All(vectors[..20], probe => Assert.Equal(index.Find(probe, sweep), opened.Find(probe, sweep)));
        long swept = opened.NativeBytes;
        Assert.All(vectors[..20], probe => Assert.Equal(index.Find(probe, sweep), opened.Find(probe, sweep)));
        Assert.Equal(swept, opened.NativeBytes);

        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            SearchRequest request = i % 2 == 0 ? walk : sweep;
            Assert.Equal(index.Find(vectors[i], request), opened.Find(vectors[i], request));
        });
        Assert.All(vectors[..20], probe => Assert.Equal(index.Find(probe, walk), opened.Find(probe, walk)));
        const int bytesOfATemplate = (dimension / 4) + dimension + (2 * 8) + 64;
        Assert.InRange(opened.NativeBytes - swept, 8192 * bytesOfATemplate, 2 * 8192 * bytesOfATemplate);

        var candidates = new Candidate[3];
        Assert.Equal(0, ThreadAllocations.Of(() => opened.Search(vectors[3], walk, candidates)));

        string again = _folder["again.hfx"];
        opened.Save(again);
        Assert.Equal(File.ReadAllBytes(_path), File.ReadAllBytes(again));
        opened.Add(9000, 9000, vectors[7]);
        opened.Remove(new TemplateId(7));
        opened.Link(2);
        Assert.Equal(9000UL, opened.FindFirst(vectors[7], SearchMode.Graph));
        opened.Verify();
    }

    [Fact]
    public void What_was_removed_stays_removed_and_its_number_is_free()
    {
        using (var index = new FaceIndex(new FaceIndexOptions { Dimension = 3 }))
        {
            index.Add(1, 1, [1, 0, 0]);
            index.Add(2, 2, [0, 1, 0]);
            index.Link(1);
            index.Remove(new TemplateId(1));
            index.Save(_path);
        }

        using FaceIndex opened = FaceIndex.Open(_path);
        Assert.False(opened.Contains(new TemplateId(1)));
        Assert.Equal(1, opened.Count);
        opened.Add(1, 3, [0, 0, 1]);
        Assert.Equal(new SubjectKey(3), opened.Find([0, 0, 1], default)[0].Subject);
    }

    [Fact]
    public void A_removed_template_that_no_walk_needs_leaves_no_vector_in_the_file()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = 3 });
        index.Add(1, 1, [1, 0, 0]);
        index.Link(1);
        index.Add(2, 2, [0.36f, 0.48f, 0.8f]);
        index.Save(_path);
        Assert.Contains(BitConverter.SingleToInt32Bits(0.48f), Floats());
        index.Remove(new TemplateId(2));
        index.Save(_path);
        Assert.DoesNotContain(BitConverter.SingleToInt32Bits(0.48f), Floats());

        int[] Floats() => [.. File.ReadAllBytes(_path).Chunk(4).Select(bytes => BitConverter.ToInt32(bytes))];
    }

    [Fact]
    public void A_snapshot_that_cannot_be_written_leaves_the_old_one()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no device that is always full.");
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = 3 });
        index.Add(1, 1, [1, 0, 0]);
        index.Save(_path);
        byte[] old = File.ReadAllBytes(_path);
        index.Add(2, 2, [0, 1, 0]);
        File.CreateSymbolicLink(_path + ".tmp", "/dev/full");
        Assert.ThrowsAny<IOException>(() => index.Save(_path));
        Assert.Equal(old, File.ReadAllBytes(_path));
        Assert.Equal([_path], Directory.GetFiles(_folder.Path));
        index.Save(_path);
        Assert.NotEqual(old, File.ReadAllBytes(_path));
    }

    [Fact]
    public void A_snapshot_into_a_folder_that_is_not_there_is_an_error()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = 3 });
        Assert.ThrowsAny<IOException>(() => index.Save(Path.Combine(_folder.Path, "no", "index")));
    }

    [Fact]
    public void What_is_not_there_or_no_file_is_an_error()
    {
        Assert.Throws<FileNotFoundException>(() => FaceIndex.Open(_path));
        Assert.Throws<UnauthorizedAccessException>(() => FaceIndex.Open(_folder.Path));
    }
}
