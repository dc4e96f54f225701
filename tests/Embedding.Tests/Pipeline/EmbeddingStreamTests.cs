using System.Runtime.CompilerServices;
using HyperFace.Embedding.Tests.Graphs;
using HyperFace.Embedding.Tests.Images;
using HyperFace.Embedding.Tests.Models;

namespace HyperFace.Embedding.Tests.Pipeline;

public sealed class EmbeddingStreamTests
{
    private static readonly FaceEmbedderOptions AsTheyAre = new() { Threads = 3, BatchSize = 4 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(2, 64)]
    public async Task A_folder_of_images_comes_out_in_order_with_the_templates_of_single_calls(int threads, int batch)
    {
        using var folder = new TemporaryFolder();
        using var model = new TestModel(FaceGraphs.Projection());
        using FaceEmbedder embedder = model.Open(new FaceEmbedderOptions { Threads = threads, BatchSize = batch });
        string[] files = [.. Enumerable.Range(0, 150).Select(i => folder.Write($"{i:D3}.png", Pictures.Noise(16, 16, i).Png()))];

        List<FaceOutcome<FaceImage>> outcomes = await embedder.EmbedImagesAsync(files.Select(FaceImage.FromFile).ToAsyncEnumerable(), Cancellation).ToListAsync(Cancellation);

        Assert.Equal(files, outcomes.Select(outcome => outcome.Item.Name));
        for (int i = 0; i < files.Length; i++)
        {
            Assert.Null(outcomes[i].Fault);
            Assert.Equal(embedder.Embed(File.ReadAllBytes(files[i])).Vector.ToArray(), outcomes[i].Template!.Vector.ToArray());
        }
    }

    [Fact]
    public async Task What_fails_has_its_fault_in_its_place_and_stops_nobody_else()
    {
        using var folder = new TemporaryFolder();
        using var model = new TestModel(FaceGraphs.SquareRoots(), json => json["dimension"] = 3);
        using FaceEmbedder embedder = model.Open(AsTheyAre);
        byte[] good = Pictures.Plain(16, 16, 255, 255, 255).Png();
        byte[] dark = Pictures.Plain(16, 16, 0, 255, 255).Png();
        FaceImage[] images =
        [
            FaceImage.FromBytes(good, "good"),
            FaceImage.FromBytes(dark, "not finite"),
            FaceImage.FromBytes("no image"u8.ToArray()),
            FaceImage.FromFile(folder["missing.jpg"]),
            FaceImage.FromFile(folder.Path),
            FaceImage.FromFace(embedder.Prepare(good)),
            FaceImage.FromFace(new AlignedFace(8, 8, new byte[192])),
            FaceImage.FromBytes(ReadOnlyMemory<byte>.Empty),
            FaceImage.FromBytes(good),
        ];

        List<FaceOutcome<FaceImage>> outcomes = await embedder.EmbedImagesAsync(images.ToAsyncEnumerable(), Cancellation).ToListAsync(Cancellation);

        Assert.Equal(images, outcomes.Select(outcome => outcome.Item));
        Assert.Equal([true, false, false, false, false, true, false, false, true], outcomes.Select(outcome => outcome.Template is not null));
        Assert.All(outcomes, outcome => Assert.NotEqual(outcome.Template is null, outcome.Fault is null));
        Assert.IsType<ModelException>(outcomes[1].Fault);
        Assert.Equal(InvalidImageReason.UnknownFormat, Assert.IsType<InvalidImageException>(outcomes[2].Fault).Reason);
        Assert.IsType<FileNotFoundException>(outcomes[3].Fault);
        Assert.IsType<UnauthorizedAccessException>(outcomes[4].Fault);
        Assert.Contains("8 x 8 pixels", Assert.IsType<ArgumentException>(outcomes[6].Fault).Message, StringComparison.Ordinal);
        Assert.Equal(InvalidImageReason.Empty, Assert.IsType<InvalidImageException>(outcomes[7].Fault).Reason);
    }

    [Fact]
    public async Task A_file_longer_than_allowed_is_refused_without_being_read()
    {
        using var folder = new TemporaryFolder();
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open(AsTheyAre with { Limits = new ImageLimits { MaxBytes = 99 } });

        FaceOutcome<FaceImage> outcome = await embedder.EmbedImagesAsync(new[] { FaceImage.FromFile(folder.Write("long.png", new byte[100])) }.ToAsyncEnumerable(), Cancellation).SingleAsync(Cancellation);

        Assert.Equal(InvalidImageReason.TooManyBytes, Assert.IsType<InvalidImageException>(outcome.Fault).Reason);
    }

    [Fact]
    public async Task Items_without_a_face_pass_in_their_place()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open(AsTheyAre);
        AlignedFace face = embedder.Prepare(Pictures.Plain(16, 16, 9, 9, 9).Png());

        List<FaceOutcome<int>> outcomes = await embedder.EmbedAsync(AsyncEnumerable.Range(0, 500), i => i % 3 == 0 ? face : null, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(Enumerable.Range(0, 500), outcomes.Select(outcome => outcome.Item));
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Item % 3 == 0, outcome.Template is not null));
    }

    [Fact]
    public async Task No_more_is_taken_than_two_batches_for_each_call_ahead_of_the_reader()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open(AsTheyAre);
        AlignedFace face = embedder.Prepare(Pictures.Plain(16, 16, 9, 9, 9).Png());
        int taken = 0;
        int read = 0;
        int furthest = 0;
        async IAsyncEnumerable<int> Source([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            for (int i = 0; i < 2000; i++)
            {
                await Task.CompletedTask;
                furthest = Math.Max(furthest, ++taken - Volatile.Read(ref read));
                yield return i;
            }
        }

        await foreach (FaceOutcome<int> outcome in embedder.EmbedAsync(Source(Cancellation), _ => face, Cancellation))
        {
            Interlocked.Increment(ref read);
        }

        // The queue, and one item in the hands of each of its ends.
        Assert.InRange(furthest, 1, (2 * 3 * 4) + 2);
        Assert.Equal(2000, read);
    }

    [Fact]
    public async Task An_item_is_embedded_although_no_other_follows()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open(AsTheyAre);
        AlignedFace face = embedder.Prepare(Pictures.Plain(16, 16, 9, 9, 9).Png());
        var answered = new TaskCompletionSource();
        async IAsyncEnumerable<int> Source([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            yield return 1;
            await answered.Task.WaitAsync(cancellation);
            yield return 2;
        }

        await foreach (FaceOutcome<int> outcome in embedder.EmbedAsync(Source(Cancellation), _ => face, Cancellation))
        {
            answered.TrySetResult();
        }

        Assert.True(answered.Task.IsCompleted);
    }

    [Fact]
    public async Task A_source_that_breaks_ends_the_stream_behind_what_it_gave()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open(AsTheyAre);
        AlignedFace face = embedder.Prepare(Pictures.Plain(16, 16, 9, 9, 9).Png());
        int done = 0;
        async IAsyncEnumerable<int> Source([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            await Task.CompletedTask;
            yield return 1;
            yield return 2;
            throw new InvalidDataException("the disk");
        }

        InvalidDataException fault = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (FaceOutcome<int> outcome in embedder.EmbedAsync(Source(Cancellation), _ => face, Cancellation))
            {
                done++;
            }
        });

        Assert.Equal(("the disk", 2), (fault.Message, done));
    }

    [Fact]
    public async Task Cancellation_and_a_reader_that_leaves_end_the_source()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open(AsTheyAre);
        AlignedFace face = embedder.Prepare(Pictures.Plain(16, 16, 9, 9, 9).Png());
        using var stop = new CancellationTokenSource();
        int ended = 0;
        async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            try
            {
                for (int i = 0; ; i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    await Task.CompletedTask;
                    yield return i;
                }
            }
            finally
            {
                ended++;
            }
        }

        await foreach (FaceOutcome<int> outcome in embedder.EmbedAsync(Endless(Cancellation), _ => face, Cancellation))
        {
            if (outcome.Item == 100)
            {
                break;
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (FaceOutcome<int> outcome in embedder.EmbedAsync(Endless(Cancellation), _ => face, stop.Token))
            {
                if (outcome.Item == 100)
                {
                    await stop.CancelAsync();
                }
            }
        });

        Assert.Equal(2, ended);
    }

    [Fact]
    public async Task A_stream_over_a_closed_embedder_says_so()
    {
        using var model = new TestModel();
        FaceEmbedder embedder = model.Open(AsTheyAre);
        AlignedFace face = embedder.Prepare(Pictures.Plain(16, 16, 9, 9, 9).Png());
        int read = 0;
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            await foreach (FaceOutcome<int> outcome in embedder.EmbedAsync(AsyncEnumerable.Range(0, 10_000), _ => face, Cancellation))
            {
                if (++read == 50)
                {
                    embedder.Dispose();
                }
            }
        });
        Assert.InRange(read, 50, 9_999);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => embedder.EmbedAsync(AsyncEnumerable.Range(0, 1), _ => face, Cancellation).ToListAsync(Cancellation).AsTask());
    }
}
