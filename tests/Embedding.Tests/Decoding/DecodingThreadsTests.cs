using HyperFace.Embedding.Decoding;
using Microsoft.Extensions.Time.Testing;

namespace HyperFace.Embedding.Tests.Decoding;

/// <summary>Decoders that hang are events that a test holds shut; time goes on when a test says so.</summary>
public sealed class DecodingThreadsTests : IDisposable
{
    private const long Memory = 1000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly List<HungDecoder> _hung = [];
    private DecodingThreads? _made;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _hung.ForEach(decoder => decoder.Release());
        _made?.Dispose();
    }

    [Fact]
    public async Task The_result_and_the_failure_of_a_decoding_are_its_callers()
    {
        DecodingThreads threads = Make(2);

        Assert.Equal(7, await threads.RunAsync(1, () => 7, Cancellation));
        InvalidOperationException failure = await Assert.ThrowsAsync<InvalidOperationException>(() => threads.RunAsync<int>(1, () => throw new InvalidOperationException("broken"), Cancellation));

        Assert.Equal("broken", failure.Message);
        Assert.Equal(8, await threads.RunAsync(Memory, () => 8, Cancellation));
    }

    [Fact]
    public async Task A_decoding_never_runs_on_the_callers_thread()
    {
        DecodingThreads threads = Make(1);
        int caller = Environment.CurrentManagedThreadId;

        Assert.NotEqual(caller, await threads.RunAsync(1, () => Environment.CurrentManagedThreadId, CancellationToken.None));
        Assert.Equal("HyperFace decoding", await threads.RunAsync(1, () => Thread.CurrentThread.Name, CancellationToken.None));
    }

    [Fact]
    public async Task One_that_takes_too_long_is_refused_and_its_thread_replaced()
    {
        DecodingThreads threads = Make(1);
        HungDecoder hung = Hang();
        Task<int> late = threads.RunAsync(1, hung.Decode, Cancellation);
        await hung.Started;
        _time.Advance(Limit - TimeSpan.FromTicks(1));
        Assert.False(late.IsCompleted);

        _time.Advance(TimeSpan.FromTicks(1));

        InvalidImageException refusal = await Assert.ThrowsAsync<InvalidImageException>(() => late);
        Assert.Equal(InvalidImageReason.TimedOut, refusal.Reason);
        Assert.Contains("within 10 seconds", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, threads.Strays);
        Assert.Equal(5, await threads.RunAsync(1, () => 5, Cancellation));
    }

    [Fact]
    public async Task Waiting_for_a_thread_is_no_part_of_the_time()
    {
        DecodingThreads threads = Make(1);
        HungDecoder first = Hang();
        Task<int> running = threads.RunAsync(1, first.Decode, Cancellation);
        await first.Started;
        HungDecoder second = Hang();
        Task<int> waiting = threads.RunAsync(1, second.Decode, Cancellation);
        _time.Advance(Limit - TimeSpan.FromSeconds(1));
        first.Release();
        await running;
        await second.Started;

        _time.Advance(Limit - TimeSpan.FromSeconds(1));
        second.Release();

        Assert.Equal(HungDecoder.Result, await waiting);
        Assert.Equal(0, threads.Strays);
    }

    [Fact]
    public async Task As_many_strays_as_are_allowed_and_nothing_is_decoded_until_one_of_them_ends()
    {
        DecodingThreads threads = Make(1);
        for (int stray = 0; stray < threads.MaxStrays; stray++)
        {
            HungDecoder hung = Hang();
            Task<int> late = threads.RunAsync(1, hung.Decode, Cancellation);
            await hung.Started;
            Task<int> behind = threads.RunAsync(1, () => 3, Cancellation);
            _time.Advance(Limit);
            await Assert.ThrowsAsync<InvalidImageException>(() => late);
            if (stray == threads.MaxStrays - 1)
            {
                // Who waits when the last place is lost is told, as whoever comes after.
                await Assert.ThrowsAsync<DecodingUnavailableException>(() => behind);
            }
            else
            {
                Assert.Equal(3, await behind);
            }
        }

        DecodingUnavailableException refusal = await Assert.ThrowsAsync<DecodingUnavailableException>(() => threads.RunAsync(1, () => 1, Cancellation));
        Assert.Contains($"{threads.MaxStrays} images took longer", refusal.Message, StringComparison.Ordinal);
        _hung[0].Release();
        Assert.True(SpinWait.SpinUntil(() => threads.Strays < threads.MaxStrays, TimeSpan.FromMinutes(1)));
        Assert.Equal(1, await threads.RunAsync(1, () => 1, Cancellation));
    }

    [Fact]
    public async Task Memory_is_given_out_in_the_order_of_asking_and_never_twice()
    {
        DecodingThreads threads = Make(3);
        HungDecoder small = Hang();
        HungDecoder large = Hang();
        HungDecoder last = Hang();
        Task<int> running = threads.RunAsync(600, small.Decode, Cancellation);
        await small.Started;
        Task<int> tooLargeNow = threads.RunAsync(401, large.Decode, Cancellation);
        Task<int> behind = threads.RunAsync(1, last.Decode, Cancellation);

        // Two threads are free, and the last would fit; but it came after one that does not fit yet.
        Assert.Equal((false, false), (large.Started.IsCompleted, last.Started.IsCompleted));
        small.Release();
        await running;
        await large.Started;
        await last.Started;
        large.Release();
        last.Release();

        Assert.Equal((HungDecoder.Result, HungDecoder.Result), (await tooLargeNow, await behind));
    }

    [Fact]
    public async Task Memory_that_a_stray_holds_is_not_waited_for()
    {
        DecodingThreads threads = Make(2);
        HungDecoder hung = Hang();
        Task<int> late = threads.RunAsync(900, hung.Decode, Cancellation);
        await hung.Started;
        Task<int> waiting = threads.RunAsync(200, () => 2, Cancellation);
        _time.Advance(Limit);

        await Assert.ThrowsAsync<InvalidImageException>(() => late);
        Assert.Contains("900 are held", (await Assert.ThrowsAsync<DecodingUnavailableException>(() => waiting)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DecodingUnavailableException>(() => threads.RunAsync(101, () => 2, Cancellation));
        Assert.Equal(2, await threads.RunAsync(100, () => 2, Cancellation));
        hung.Release();
        Assert.True(SpinWait.SpinUntil(() => threads.Strays == 0, TimeSpan.FromMinutes(1)));
        Assert.Equal(4, await threads.RunAsync(Memory, () => 4, Cancellation));
    }

    [Fact]
    public async Task Memory_of_an_image_that_lives_on_counts_until_it_is_disposed()
    {
        DecodingThreads threads = Make(2);
        var pixels = new Pixels();
        HeldImage<Pixels> held = await threads.HoldAsync(600, () => pixels, Cancellation);
        Task<int> small = threads.RunAsync(400, () => 1, Cancellation);
        Assert.Equal(1, await small);
        HungDecoder large = Hang();
        Task<int> waiting = threads.RunAsync(401, large.Decode, Cancellation);
        Assert.False(large.Started.IsCompleted);

        held.Dispose();
        held.Dispose();

        await large.Started;
        large.Release();
        Assert.Equal(HungDecoder.Result, await waiting);
        Assert.Equal(1, pixels.Disposals);
        Assert.Equal(3, await threads.RunAsync(Memory, () => 3, Cancellation));
    }

    [Fact]
    public async Task An_image_that_comes_too_late_is_disposed_and_its_memory_comes_back()
    {
        DecodingThreads threads = Make(1);
        var pixels = new Pixels();
        HungDecoder hung = Hang();
        Task<HeldImage<Pixels>> late = threads.HoldAsync(900, () => hung.Decode() > 0 ? pixels : throw new InvalidOperationException(), Cancellation);
        await hung.Started;
        _time.Advance(Limit);
        await Assert.ThrowsAsync<InvalidImageException>(() => late);

        hung.Release();

        Assert.True(SpinWait.SpinUntil(() => threads.Strays == 0, TimeSpan.FromMinutes(1)));
        Assert.Equal(1, pixels.Disposals);
        Assert.Equal(5, await threads.RunAsync(Memory, () => 5, Cancellation));
    }

    [Fact]
    public async Task One_that_waits_can_be_given_up_and_one_that_runs_cannot_be_stopped()
    {
        DecodingThreads threads = Make(1);
        HungDecoder hung = Hang();
        using var given = new CancellationTokenSource();
        Task<int> running = threads.RunAsync(1, hung.Decode, Cancellation);
        await hung.Started;
        bool ran = false;
        Task<int> waiting = threads.RunAsync(1, () => { ran = true; return 1; }, given.Token);

        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        hung.Release();
        Assert.Equal(HungDecoder.Result, await running);
        Assert.Equal(2, await threads.RunAsync(1, () => 2, Cancellation));
        Assert.False(ran);
    }

    [Fact]
    public async Task Closing_refuses_who_waits_and_who_comes()
    {
        DecodingThreads threads = Make(1);
        HungDecoder hung = Hang();
        Task<int> running = threads.RunAsync(1, hung.Decode, Cancellation);
        await hung.Started;
        Task<int> waiting = threads.RunAsync(1, () => 1, Cancellation);

        threads.Dispose();

        Assert.Equal(typeof(HungDecoder).FullName, (await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting)).ObjectName);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => threads.RunAsync(1, () => 1, Cancellation));
        hung.Release();
        Assert.Equal(HungDecoder.Result, await running);
    }

    [Fact]
    public async Task Many_at_once_stay_within_threads_and_memory()
    {
        DecodingThreads threads = Make(3);
        long held = 0;
        int running = 0;
        var excesses = new List<string>();
        var random = new Random(4);
        Task<int>[] all = [.. Enumerable.Range(0, 2000).Select(i =>
        {
            long bytes = 1 + random.Next((int)Memory);
            return threads.RunAsync(bytes, () =>
            {
                long now = Interlocked.Add(ref held, bytes);
                int beside = Interlocked.Increment(ref running);
                if (now > Memory || beside > 3)
                {
                    lock (excesses)
                    {
                        excesses.Add($"{now} bytes, {beside} threads");
                    }
                }

                Thread.SpinWait(50);
                Interlocked.Decrement(ref running);
                Interlocked.Add(ref held, -bytes);
                return i;
            }, Cancellation);
        })];

        Assert.Equal(Enumerable.Range(0, 2000), await Task.WhenAll(all));
        Assert.Empty(excesses);
    }

    private DecodingThreads Make(int threads) => _made = new DecodingThreads(threads, Memory, Limit, _time, typeof(HungDecoder));

    private HungDecoder Hang()
    {
        var decoder = new HungDecoder();
        _hung.Add(decoder);
        return decoder;
    }

    private sealed class Pixels : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
