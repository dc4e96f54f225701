using HyperFace.Embedding.Checkpoints;
using HyperFace.Embedding.Networks;
using HyperFace.Embedding.Tests.Checkpoints;

namespace HyperFace.Embedding.Tests.Networks;

/// <summary>Which network a checkpoint holds, and that it is there whole.</summary>
public sealed class IrInferenceTests
{
    public static TheoryData<string> Networks() => ["Smallest", "Narrow50", "Stem of its own", "224 pixels"];

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_network_is_known_again(string name)
    {
        IrArchitecture architecture = name switch
        {
            "Smallest" => SmallNetworks.Smallest,
            "Narrow50" => SmallNetworks.Narrow50,
            "Stem of its own" => new IrArchitecture(3, [new(2, 2), new(1, 3), new(1, 2), new(2, 4)], Side: 48, Dimension: 7),
            _ => new IrArchitecture(1, [new(1, 1), new(1, 2), new(1, 3), new(1, 2)], Side: 224, Dimension: 2),
        };
        IrArchitecture found = Infer(CheckpointWriter.Of(architecture, new NoiseWeights(architecture, 1)));
        Assert.Equal(architecture.Name, found.Name);
        Assert.Equal((architecture.Side, architecture.Dimension, architecture.Stem), (found.Side, found.Dimension, found.Stem));
        Assert.Equal(architecture.Stages, found.Stages);
    }

    [Fact]
    public void How_many_batches_training_saw_may_be_missing()
    {
        CheckpointWriter writer = SmallNetworks.Checkpoint();
        foreach (IrTensor tensor in IrTensorList.Of(SmallNetworks.Smallest).Where(tensor => tensor.Kind == IrTensorKind.BatchCount))
        {
            writer.Remove("model." + tensor.Name);
        }

        Assert.Equal(SmallNetworks.Smallest.Name, Infer(writer).Name);
    }

    [Fact]
    public void Every_other_tensor_is_missed_by_its_name()
    {
        foreach (IrTensor tensor in IrTensorList.Of(SmallNetworks.Smallest).Where(tensor => tensor.Kind != IrTensorKind.BatchCount))
        {
            InvalidCheckpointException exception = Refusal(SmallNetworks.Checkpoint().Remove("model." + tensor.Name));
            Assert.Equal(InvalidCheckpointReason.WrongArchitecture, exception.Reason);

            // Without the last convolution of a unit, it is the row of units that ends.
            Assert.Contains(tensor.Name.EndsWith("res_layer.4.weight", StringComparison.Ordinal) ? "do not show 4 stages" : $"'model.{tensor.Name}'", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_tensor_of_another_shape_is_refused_by_its_name()
    {
        foreach (IrTensor tensor in IrTensorList.Of(SmallNetworks.Smallest))
        {
            long[] wrong = [.. tensor.Shape, 1];
            InvalidCheckpointException exception = Refusal(SmallNetworks.Checkpoint().Replace("model." + tensor.Name, written => written with { Shape = wrong }));
            Assert.Equal(InvalidCheckpointReason.WrongArchitecture, exception.Reason);
            Assert.Contains($"'model.{tensor.Name}' has the shape [{string.Join(", ", wrong)}]", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_tensor_too_many_is_refused_by_its_name()
    {
        static InvalidCheckpointException With(string name) => Refusal(SmallNetworks.Checkpoint().Add(name, [1], () => [1]));
        Assert.Contains("'model.body.0.res_layer.6.fc1.weight'", With("model.body.0.res_layer.6.fc1.weight").Message, StringComparison.Ordinal);
        Assert.Contains("'model.body.99.res_layer.0.weight'", With("model.body.99.res_layer.0.weight").Message, StringComparison.Ordinal);
        Assert.Contains("1 tensors belong to no network", With("model.extra").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_begin_with_the_prefix_is_not_looked_at() =>
        Assert.Equal(SmallNetworks.Smallest.Name, Infer(SmallNetworks.Checkpoint().AddHead(4, 3).Add("teacher.input_layer.0.weight", [7], () => new float[7])).Name);

    [Theory]
    [InlineData(1, 1, 1, 1, "4 of 4")]
    [InlineData(2, 2, 3, 4, "2 of 2, 1 of 3, 1 of 4")]
    public void Stages_of_one_width_cannot_be_told_apart(int first, int second, int third, int fourth, string words)
    {
        int widthOf(int number) => first == fourth ? 4 : number;
        var architecture = new IrArchitecture(2, [new(1, widthOf(first)), new(1, widthOf(second)), new(1, widthOf(third)), new(1, widthOf(fourth))], Side: 16, Dimension: 4);
        Assert.Contains(words, Refusal(CheckpointWriter.Of(architecture, new NoiseWeights(architecture, 1))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6L, "no square image")]
    [InlineData(10L, "no square image")]
    [InlineData(5L * 65 * 65, "no square image")]
    public void An_image_that_is_not_square_or_too_large_is_refused(long flat, string words) =>
        Assert.Contains(words, Refusal(SmallNetworks.Checkpoint().Replace("model.output_layer.3.weight", tensor => tensor with { Shape = [4, flat], Values = () => new float[4 * flat] })).Message, StringComparison.Ordinal);

    [Fact]
    public void Weights_of_whole_numbers_are_refused() =>
        Assert.Equal(
            InvalidCheckpointReason.UnsupportedTensor,
            Refusal(SmallNetworks.Checkpoint().Replace("model.input_layer.0.weight", tensor => tensor with { Element = TensorElement.Int64 })).Reason);

    private static InvalidCheckpointException Refusal(CheckpointWriter writer) => Assert.Throws<InvalidCheckpointException>(() => Infer(writer));

    private static IrArchitecture Infer(CheckpointWriter writer)
    {
        Checkpoint checkpoint = Checkpoint.Read(new MemoryStream(writer.ToArray()), "test.ckpt");
        return IrInference.Run(checkpoint.Names.Where(name => name.StartsWith("model.", StringComparison.Ordinal)).ToDictionary(name => name[6..], checkpoint.Tensor), "model.", checkpoint.Refusal);
    }
}
