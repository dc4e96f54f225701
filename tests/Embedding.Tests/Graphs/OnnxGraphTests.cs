using HyperFace.OnnxGraphs;
using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Tests.Graphs;

public sealed class OnnxGraphTests
{
    private static readonly OnnxProducer Producer = new("tests", "1");

    [Fact]
    public void A_written_model_runs_and_carries_its_shapes_and_metadata()
    {
        byte[] model = TwoLayers().ToModel(Producer, new Dictionary<string, string> { ["seed"] = "7" });

        using var session = new InferenceSession(model);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory([1f, 2f, 3f, 4f], [2, 2]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["x"], [input], ["y"]);

        Assert.Equal([-1f + 2f + 10f, 20f, -3f + 4f + 10f, 20f], outputs[0].GetTensorDataAsSpan<float>().ToArray());
        Assert.Equal([-1, 2], session.InputMetadata["x"].Dimensions);
        Assert.Equal(["batch", ""], session.InputMetadata["x"].SymbolicDimensions);
        Assert.Equal("7", session.ModelMetadata.CustomMetadataMap["seed"]);
        Assert.Equal("tests", session.ModelMetadata.ProducerName);
    }

    [Fact]
    public void Values_that_are_asked_for_late_are_written_like_others()
    {
        int asked = 0;
        var graph = new OnnxGraph("two layers");
        graph.AddInput("x", ["batch", 2]);
        graph.AddDeferredInitializer("w", [2, 2], () =>
        {
            asked++;
            return new[] { -1f, 0f, 1f, 0f };
        });
        graph.AddInitializer("b", [2], [10f, 20f]);
        graph.AddNode("MatMul", ["x", "w"], ["h"]);
        graph.AddNode("Add", ["h", "b"], ["y"]);
        graph.AddOutput("y", ["batch", 2]);

        Assert.Equal(0, asked);
        Assert.Equal(TwoLayers().ToModel(Producer), graph.ToModel(Producer));
        Assert.Equal(1, asked);
    }

    [Fact]
    public void Values_that_are_asked_for_late_must_fill_the_shape()
    {
        var graph = new OnnxGraph("g");
        graph.AddDeferredInitializer("w", [2, 2], () => new float[3]);
        Assert.Contains("'w' came with 3 values in place of 4", Assert.Throws<InvalidOperationException>(() => graph.ToModel(Producer)).Message, StringComparison.Ordinal);
        Assert.Throws<OverflowException>(() => graph.AddDeferredInitializer("large", [1 << 20, 1 << 10], () => default));
        Assert.Throws<OverflowException>(() => graph.AddDeferredInitializer("larger", [1L << 40, 1L << 40], () => default));
    }

    [Fact]
    public void The_same_calls_give_the_same_bytes() => Assert.Equal(TwoLayers().ToModel(Producer), TwoLayers().ToModel(Producer));

    [Fact]
    public void Arguments_of_every_kind_reach_the_operator()
    {
        var graph = new OnnxGraph("arguments");
        graph.AddInput("x", [1, 1, 3, 3]);
        graph.AddInitializer("shape", [2], [-1L, 4L]);
        graph.AddNode("MaxPool", ["x"], ["pooled"], OnnxArgument.Wholes("kernel_shape", 2, 2), OnnxArgument.Text("auto_pad", "VALID"));
        graph.AddNode("LeakyRelu", ["pooled"], ["leaky"], OnnxArgument.Real("alpha", 0.5f));
        graph.AddNode("Softmax", ["leaky"], ["soft"], OnnxArgument.Whole("axis", 1));
        graph.AddNode("Sub", ["leaky", "soft"], ["less"]);
        graph.AddNode("Reshape", ["less", "shape"], ["y"]);
        graph.AddOutput("y", ["rows", 4]);

        using var session = new InferenceSession(graph.ToModel(Producer));
        using OrtValue input = OrtValue.CreateTensorValueFromMemory([-8f, -8f, 1f, -8f, -8f, 2f, 3f, 4f, 5f], [1, 1, 3, 3]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, ["x"], [input], ["y"]);

        Assert.Equal([-4f - 1f, 2f - 1f, 4f - 1f, 5f - 1f], outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Values_that_do_not_fill_the_shape_are_refused() =>
        Assert.Contains("'w' has 3 values", Assert.Throws<ArgumentException>(() => new OnnxGraph("g").AddInitializer("w", [2, 2], [1f, 2f, 3f])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_node_that_takes_what_nothing_gives_is_refused() =>
        Assert.Contains("'ghost'", Assert.Throws<ArgumentException>(() => new OnnxGraph("g").AddNode("Relu", ["ghost"], ["y"])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_name_is_given_once_only()
    {
        var graph = new OnnxGraph("g");
        graph.AddInput("x", [1]);
        Assert.Contains("'x'", Assert.Throws<ArgumentException>(() => graph.AddNode("Relu", ["x"], ["x"])).Message, StringComparison.Ordinal);
    }

    private static OnnxGraph TwoLayers()
    {
        var graph = new OnnxGraph("two layers");
        graph.AddInput("x", ["batch", 2]);
        graph.AddInitializer("w", [2, 2], [-1f, 0f, 1f, 0f]);
        graph.AddInitializer("b", [2], [10f, 20f]);
        graph.AddNode("MatMul", ["x", "w"], ["h"]);
        graph.AddNode("Add", ["h", "b"], ["y"]);
        graph.AddOutput("y", ["batch", 2]);
        return graph;
    }
}
