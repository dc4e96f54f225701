using HyperFace.Embedding.Inference;
using HyperFace.Embedding.Tests.Graphs;
using HyperFace.Embedding.Tests.Images;
using Microsoft.Extensions.Time.Testing;
using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Tests.Models;

public sealed class InferencePlanTests
{
    [Fact]
    public void Until_it_is_chosen_the_plan_is_what_the_options_say()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = model.Open(new FaceEmbedderOptions { BatchSize = 5 });
        Assert.Equal(new InferencePlan(Environment.ProcessorCount, 1, 5), embedder.Plan);
        Assert.Empty(embedder.MeasuredPlans);
    }

    [Fact]
    public void Options_that_set_it_leave_nothing_to_measure()
    {
        using var model = new TestModel();
        using FaceEmbedder set = model.Open(new FaceEmbedderOptions { Threads = 3, BatchSize = 7 });
        using FaceEmbedder off = model.Open(new FaceEmbedderOptions { MeasurePlan = false });
        Assert.Equal(new InferencePlan(3, 1, 7), set.ChoosePlan());
        Assert.Equal(new InferencePlan(Environment.ProcessorCount, 1, 16), off.ChoosePlan());
        Assert.Empty(set.MeasuredPlans);
        Assert.Empty(off.MeasuredPlans);
    }

    [Fact]
    public void It_is_one_of_those_measured_is_kept_and_changes_no_template()
    {
        using var model = new TestModel(FaceGraphs.Projection());
        using FaceEmbedder embedder = model.Open();
        AlignedFace[] faces = [.. Enumerable.Range(0, 40).Select(seed => embedder.Prepare(Pictures.Noise(16, 16, seed).Png()))];
        IReadOnlyList<FaceTemplate> before = embedder.Embed(faces);

        InferencePlan plan = embedder.ChoosePlan();

        Assert.Contains(plan, embedder.MeasuredPlans);
        Assert.True(plan.FacesPerSecond > 0);
        Assert.Same(plan, embedder.ChoosePlan());
        Assert.Same(plan, embedder.Plan);
        Assert.Equal(before.Select(template => template.Vector.ToArray()), embedder.Embed(faces).Select(template => template.Vector.ToArray()));
    }

    [Fact]
    public void A_clock_that_stands_still_chooses_the_plan_of_the_options()
    {
        using var model = new TestModel();
        using FaceEmbedder embedder = FaceEmbedder.Open(model.ManifestPath, new FaceEmbedderOptions(), new FakeTimeProvider());
        Assert.Equal(new InferencePlan(Environment.ProcessorCount, 1, 1), embedder.ChoosePlan());
        Assert.Null(embedder.Plan.FacesPerSecond);
    }

    [Theory]
    [InlineData(10, 40, 40, true)]
    [InlineData(40, 10, 10, false)]
    [InlineData(10, 40, 10, false)]
    public void The_other_session_is_taken_only_where_it_is_faster_than_the_first_both_times(int other, int first, int firstAgain, bool taken)
    {
        using var model = new TestModel();
        ModelManifest manifest = ModelManifest.Load(model.ManifestPath);
        ModelSession given = Open(model, manifest, calls: 2);
        ModelSession opened = Open(model, manifest, calls: 1);
        var measurement = new PlanMeasurement(manifest, (_, _) => opened, new RunClock(first, other, firstAgain));

        (InferencePlan plan, ModelSession session) = measurement.Choose(given);

        Assert.Same(taken ? opened : given, session);
        Assert.Equal(taken ? 1 : 2, plan.Calls);
        Assert.Equal(taken, opened.TryRun([], (_, _, _) => { }));
        Assert.True(given.TryRun([], (_, _, _) => { }));
        given.Close();
        opened.Close();
    }

    [Fact]
    public async Task Embedding_goes_on_while_the_plan_is_chosen()
    {
        using var model = new TestModel(FaceGraphs.Projection());
        using FaceEmbedder embedder = model.Open();
        AlignedFace face = embedder.Prepare(Pictures.Noise(16, 16, 1).Png());
        Task<InferencePlan> choosing = Task.Run(embedder.ChoosePlan, TestContext.Current.CancellationToken);
        int calls = 0;
        while (!choosing.IsCompleted || calls < 100)
        {
            embedder.Embed([face, face]);
            calls++;
        }

        await choosing;
    }

    [Fact]
    public void Batches_that_do_not_fit_into_the_memory_are_refused_when_the_model_is_opened()
    {
        using var model = new TestModel(FaceGraphs.PlaneMeans(side: 256), json => (json["width"], json["height"]) = (256, 256));

        ArgumentOutOfRangeException refusal = Assert.Throws<ArgumentOutOfRangeException>(() => model.Open(new FaceEmbedderOptions { Threads = 16, BatchSize = 16, MaxMemory = 64 << 20 }));

        Assert.Equal("MaxMemory", refusal.ParamName);
        model.Open(new FaceEmbedderOptions { Threads = 2, BatchSize = 4, MaxMemory = 64 << 20 }).Dispose();
    }

    [Fact]
    public void Bound_inputs_and_outputs_give_what_a_plain_call_gives()
    {
        using var session = new InferenceSession(FaceGraphs.WithNorm());
        float[] image = [.. Enumerable.Range(0, 2 * 3 * FaceGraphs.Side * FaceGraphs.Side).Select(i => (i % 251) / 251f)];
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, image.AsMemory(), [2, 3, FaceGraphs.Side, FaceGraphs.Side]);
        using var run = new RunOptions();
        string[] outputs = ["embedding", "norm"];

        using IDisposableReadOnlyCollection<OrtValue> plain = session.Run(run, ["image"], [input], outputs);
        using IDisposableReadOnlyCollection<OrtValue> bound = new DeviceBinding(session, "image", outputs).Run(run, input);

        Assert.Equal(plain.Count, bound.Count);
        for (int i = 0; i < outputs.Length; i++)
        {
            Assert.Equal(plain[i].GetTensorTypeAndShape().Shape, bound[i].GetTensorTypeAndShape().Shape);
            Assert.Equal(plain[i].GetTensorDataAsSpan<float>().ToArray(), bound[i].GetTensorDataAsSpan<float>().ToArray());
        }
    }

    private static ModelSession Open(TestModel model, ModelManifest manifest, int calls) =>
        ModelLoader.Open(model.ManifestPath, manifest, ["cpu"], calls, threads: 1, batchSize: 1);

    /// <summary>
    /// Time that each call of a session moves on by so many milliseconds: those of the measurement under way. The test's
    /// own thread reads it once before all, and then at the beginning and at the end of each measurement and once between
    /// the first two.
    /// </summary>
    private sealed class RunClock(params int[] millisecondsACall) : TimeProvider
    {
        private readonly int _reader = Environment.CurrentManagedThreadId;
        private long _now;
        private int _reads;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp()
        {
            if (Environment.CurrentManagedThreadId == _reader)
            {
                _reads++;
                return Interlocked.Increment(ref _now);
            }

            int measurement = _reads < 5 ? 0 : _reads < 7 ? 1 : 2;
            return Interlocked.Add(ref _now, millisecondsACall[measurement]);
        }
    }
}
