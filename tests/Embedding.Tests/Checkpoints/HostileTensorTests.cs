namespace HyperFace.Embedding.Tests.Checkpoints;

/// <summary>Tensors that are not where, or what, they are said to be.</summary>
public sealed class HostileTensorTests
{
    private static readonly float[] Six = [1, 2, 3, 4, 5, 6];

    [Theory]
    [InlineData("FloatStorage", "0", 7, new long[] { 6 }, null, 0, InvalidCheckpointReason.Damaged, "said to have 7 elements of 4 bytes; it has 24 bytes")]
    [InlineData("DoubleStorage", "0", 6, new long[] { 6 }, null, 0, InvalidCheckpointReason.Damaged, "said to have 6 elements of 8 bytes")]
    [InlineData("FloatStorage", "77", 6, new long[] { 6 }, null, 0, InvalidCheckpointReason.Damaged, "storage '77' of 't' is not in the archive")]
    [InlineData("FloatStorage", "0", 6, new long[] { 7 }, null, 0, InvalidCheckpointReason.Damaged, "reaches beyond the 6 elements")]
    [InlineData("FloatStorage", "0", 6, new long[] { 3, 3 }, null, 0, InvalidCheckpointReason.Damaged, "reaches beyond")]
    [InlineData("FloatStorage", "0", 6, new long[] { 6 }, null, 1, InvalidCheckpointReason.Damaged, "reaches beyond")]
    [InlineData("FloatStorage", "0", 6, new long[] { 1 }, null, long.MaxValue, InvalidCheckpointReason.Damaged, "reaches beyond")]
    [InlineData("FloatStorage", "0", 6, new long[] { 4_000_000_000, 4_000_000_000 }, new long[] { 4_000_000_000, 1 }, 0, InvalidCheckpointReason.Damaged, "reaches beyond")]
    [InlineData("FloatStorage", "0", 6, new long[] { 3, 2 }, new long[] { 1, 3 }, 0, InvalidCheckpointReason.UnsupportedTensor, "row-major order")]
    [InlineData("FloatStorage", "0", 6, new long[] { 6 }, new long[] { 0 }, 0, InvalidCheckpointReason.UnsupportedTensor, "row-major order")]
    [InlineData("FloatStorage", "0", 6, new long[] { 6 }, new long[] { -1 }, 0, InvalidCheckpointReason.Damaged, "other arguments")]
    [InlineData("FloatStorage", "0", 6, new long[] { -6 }, new long[] { 1 }, 0, InvalidCheckpointReason.Damaged, "other arguments")]
    [InlineData("FloatStorage", "0", 6, new long[] { 6 }, new long[] { 1, 1 }, 0, InvalidCheckpointReason.Damaged, "other arguments")]
    [InlineData("FloatStorage", "0", 6, new long[] { 6 }, null, -1, InvalidCheckpointReason.Damaged, "other arguments")]
    [InlineData("FloatStorage", "0", -6, new long[] { 6 }, null, 0, InvalidCheckpointReason.Damaged, "not that of a storage")]
    [InlineData("BoolStorage", "0", 24, new long[] { 6 }, null, 0, InvalidCheckpointReason.ForbiddenGlobal, "'torch.BoolStorage'")]
    public void A_tensor_that_lies_is_refused(string type, string key, long count, long[] shape, long[]? strides, long offset, InvalidCheckpointReason reason, string words)
    {
        var writer = new CheckpointWriter { Among = pickle => pickle.Text("t").Tensor(type, key, count, shape, strides, offset) };
        Refusals.Expect(writer.Add("w", [6], () => Six).ToArray(), reason, words, tensor: "t");
    }

    [Fact]
    public void More_dimensions_than_weights_have_are_refused() =>
        Refusals.Expect(
            new CheckpointWriter { Among = pickle => pickle.Text("t").Tensor("FloatStorage", "0", 6, [1, 1, 1, 1, 1, 1, 1, 1, 6]) }.Add("w", [6], () => Six).ToArray(),
            InvalidCheckpointReason.Damaged,
            "other arguments");

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_weight_that_is_not_finite_is_refused_with_its_place(float wrong, string word) =>
        Refusals.Expect(new CheckpointWriter().Add("w", [6], () => [1, 2, 3, wrong, 5, 6]).ToArray(), InvalidCheckpointReason.NotFinite, $"element 3 of 'w' is {word}", tensor: "w");

    [Fact]
    public void A_double_beyond_single_precision_is_not_finite()
    {
        var writer = new CheckpointWriter { Among = pickle => pickle.Text("d").Tensor("DoubleStorage", "5", 1, [1]) };
        Refusals.Expect(writer.AddRecord("data/5", BitConverter.GetBytes(Math.Pow(2, 200))).ToArray(), InvalidCheckpointReason.NotFinite, "element 0 of 'd'", tensor: "d");
    }

    [Fact]
    public void A_name_is_there_once() =>
        Refusals.Expect(new CheckpointWriter().Add("w", [6], () => Six).Add("w", [6], () => Six).ToArray(), InvalidCheckpointReason.Damaged, "'w' is in state_dict twice");

    [Theory]
    [InlineData("middle")]
    [InlineData("")]
    [InlineData("littlest")]
    public void A_byte_order_that_is_none_is_refused(string word) =>
        Refusals.Expect(new CheckpointWriter().AddRecord("byteorder", System.Text.Encoding.UTF8.GetBytes(word)).Add("w", [6], () => Six).ToArray(), InvalidCheckpointReason.Damaged, "byte order");
}
