using HyperFace.Embedding.Checkpoints;
using HyperFace.Embedding.Networks;

namespace HyperFace.Embedding.Tests.Checkpoints;

/// <summary>What a checkpoint holds is read as it was written.</summary>
public sealed class CheckpointReadingTests
{
    private static readonly float[] Values = [0, 1, -2.5f, 1024, -0.125f, 3e-5f];

    [Fact]
    public void A_checkpoint_of_Lightning_gives_the_tensors_under_state_dict()
    {
        Checkpoint checkpoint = Read(SmallNetworks.Checkpoint().AddHead(4, 10));
        Assert.Equal(IrTensorList.Of(SmallNetworks.Smallest).Count() + 4, checkpoint.Names.Count);
        Assert.Equal("model.input_layer.0.weight", checkpoint.Names.First());
        Assert.Equal([2L, 3, 3, 3], checkpoint.Tensor("model.input_layer.0.weight").Shape);
        Assert.Equal(new NoiseWeights(SmallNetworks.Smallest, 1).Read("body.4.res_layer.4.weight"), checkpoint.Values(checkpoint.Tensor("model.body.4.res_layer.4.weight")));
        Assert.Empty(checkpoint.Tensor("model.body.4.res_layer.5.num_batches_tracked").Shape);
    }

    [Fact]
    public void A_bare_checkpoint_gives_its_own_tensors()
    {
        Checkpoint checkpoint = Read(new CheckpointWriter { Lightning = false, Folder = "weights" }.Add("w", [2, 3], () => Values));
        Assert.Equal(["w"], checkpoint.Names);
        Assert.Equal(Values, checkpoint.Values(checkpoint.Tensor("w")));
    }

    [Theory]
    [InlineData(nameof(TensorElement.Single), 0)]
    [InlineData(nameof(TensorElement.Double), 0)]
    [InlineData(nameof(TensorElement.Half), 1e-3)]
    [InlineData(nameof(TensorElement.BFloat16), 1e-2)]
    public void Every_floating_point_type_is_read_in_either_byte_order(string element, double tolerance)
    {
        foreach (bool bigEndian in new[] { false, true })
        {
            var writer = new CheckpointWriter { BigEndian = bigEndian };
            writer.AddRecord("byteorder", bigEndian ? [.. "big"u8] : [.. "little"u8]).Add("w", [6], () => Values, Enum.Parse<TensorElement>(element));
            Checkpoint checkpoint = Read(writer);
            float[] read = checkpoint.Values(checkpoint.Tensor("w"));
            Assert.Equal(Values, read, (expected, actual) => Math.Abs(expected - actual) <= tolerance * Math.Abs(expected));
        }
    }

    [Fact]
    public void An_archive_may_be_of_the_64_bit_kind_throughout_or_not_at_all()
    {
        Checkpoint wide = Read(new CheckpointWriter { Wide = true }.Add("w", [2, 3], () => Values));
        Assert.Equal(Values, wide.Values(wide.Tensor("w")));

        // Without the 64-bit end and what points to it, as other programs write small archives.
        byte[] bytes = new CheckpointWriter().Add("w", [2, 3], () => Values).ToArray();
        var narrow = Checkpoint.Read(new MemoryStream([.. bytes[..^98], .. bytes[^22..]]), "test.ckpt");
        Assert.Equal(Values, narrow.Values(narrow.Tensor("w")));
    }

    [Fact]
    public void Tensors_may_share_a_storage()
    {
        var writer = new CheckpointWriter { Among = pickle => pickle.Text("second row").Tensor("FloatStorage", "0", 6, [3], offset: 3).Text("all").Tensor("FloatStorage", "0", 6, [6]) };
        Checkpoint checkpoint = Read(writer.Add("w", [2, 3], () => Values));
        Assert.Equal(Values[3..], checkpoint.Values(checkpoint.Tensor("second row")));
        Assert.Equal(Values, checkpoint.Values(checkpoint.Tensor("all")));
    }

    [Fact]
    public void A_parameter_is_its_tensor()
    {
        var writer = new CheckpointWriter
        {
            Among = pickle => pickle.Text("p").Global("torch._utils", "_rebuild_parameter").Ops("(").Tensor("FloatStorage", "0", 6, [6]).Raw(0x88).OrderedDictionary().Ops("tR"),
        };
        Checkpoint checkpoint = Read(writer.Add("w", [2, 3], () => Values));
        Assert.Equal(Values, checkpoint.Values(checkpoint.Tensor("p")));
    }

    [Fact]
    public void Along_a_dimension_of_one_the_stride_says_nothing()
    {
        var writer = new CheckpointWriter { Among = pickle => pickle.Text("c").Tensor("FloatStorage", "0", 6, [2, 3, 1, 1], strides: [3, 1, 3, 3]) };
        Checkpoint checkpoint = Read(writer.Add("w", [2, 3], () => Values));
        Assert.Equal(Values, checkpoint.Values(checkpoint.Tensor("c")));
    }

    [Fact]
    public void What_lies_beside_the_weights_may_be_anything()
    {
        // Callbacks by their class, a Counter, large numbers, sets, old strings: what Lightning of several years wrote.
        var writer = new CheckpointWriter
        {
            Before = pickle => pickle.Text("callbacks").Ops("}").Global("pytorch_lightning.callbacks", "ModelCheckpoint").Ops("}").Text("best").Ops("Ns").Ops("s")
                .Text("schedulers").Global("collections", "Counter").Ops("}").Number(12).Number(1).Ops("s").Raw(0x85).Ops("R")
                .Text("large").Raw(0x8A, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                .Text("set").Raw(0x8F)
                .Text("old").Ops("U").Raw(3).Ops("abc")
                .Text("size").Global("torch", "Size").Number(3).Raw(0x85).Raw(0x85).Ops("R")
                .Text("new").Global("argparse", "Namespace").Ops(")").Raw(0x81).Ops("}").Text("lr").Real(0.1).Ops("sb")
                .Text("list").Ops("](").Number(-70_000).Number(300).Ops("e").Number(1L << 40).Ops("a")
                .Text("odd tensor").Tensor("ComplexFloatStorage", "99", 5, [5]),
        };
        Assert.Equal(["w"], Read(writer.Add("w", [6], () => Values)).Names);
    }

    private static Checkpoint Read(CheckpointWriter writer) => Checkpoint.Read(new MemoryStream(writer.ToArray()), "test.ckpt");
}
