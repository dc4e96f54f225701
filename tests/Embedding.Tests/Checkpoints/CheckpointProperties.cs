using CsCheck;
using HyperFace.Embedding.Checkpoints;
using HyperFace.Embedding.Networks;

namespace HyperFace.Embedding.Tests.Checkpoints;

/// <summary>Whatever becomes of a checkpoint's bytes: it is a network, or it is refused, within bounded memory.</summary>
public sealed class CheckpointProperties
{
    private const long MostBytes = 64 << 20;

    private static readonly byte[] Whole = SmallNetworks.Checkpoint().ToArray();

    [Fact]
    public void Flipped_bytes_give_a_network_or_a_refusal() =>
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Byte).Array[1, 8].Sample(
            flips =>
            {
                byte[] bytes = [.. Whole];
                Array.ForEach(flips, flip => bytes[flip.Item1] ^= flip.Item2);
                return IsNetworkOrRefused(bytes);
            },
            iter: 20_000);

    [Fact]
    public void Flipped_bytes_of_the_pickle_stream_give_a_network_or_a_refusal()
    {
        int start = Whole.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x80, 2, (byte)'}']);
        int length = Whole.AsSpan().IndexOf("PK\u0007\u0008"u8) - start;
        Gen.Select(Gen.Int[0, length - 1], Gen.Byte).Array[1, 4].Sample(
            flips =>
            {
                byte[] bytes = [.. Whole];
                Array.ForEach(flips, flip => bytes[start + flip.Item1] = flip.Item2);
                return IsNetworkOrRefused(bytes);
            },
            iter: 20_000);
    }

    [Fact]
    public void Pieces_moved_about_give_a_network_or_a_refusal() =>
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Int[0, Whole.Length - 1], Gen.Int[1, 200]).Sample(
            (from, to, count) =>
            {
                byte[] bytes = [.. Whole];
                count = Math.Min(count, bytes.Length - Math.Max(from, to));
                Whole.AsSpan(from, count).CopyTo(bytes.AsSpan(to));
                return IsNetworkOrRefused(bytes);
            },
            iter: 10_000);

    [Fact]
    public void Any_stream_of_opcodes_ends_in_a_value_or_a_refusal()
    {
        byte[] opcodes = [.. Enum.GetValues<PickleOpcode>().Select(opcode => (byte)opcode)];
        Gen.OneOf(Gen.Int[0, opcodes.Length - 1].Select(i => opcodes[i]), Gen.Byte[0, 3]).Array[0, 200].Sample(
            stream =>
            {
                try
                {
                    PickleMachine.Run([0x80, 2, .. stream], new CheckpointRefusal("test.ckpt"));
                }
                catch (InvalidCheckpointException)
                {
                    // Refused by name is one of the two right answers.
                }

                return true;
            },
            iter: 50_000);
    }

    private static bool IsNetworkOrRefused(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Checkpoint checkpoint = Checkpoint.Read(new MemoryStream(bytes), "test.ckpt");
            var tensors = checkpoint.Names.Where(name => name.StartsWith("model.", StringComparison.Ordinal)).ToDictionary(name => name[6..], checkpoint.Tensor);
            IrArchitecture architecture = IrInference.Run(tensors, "model.", checkpoint.Refusal);
            var weights = new CheckpointWeights(checkpoint, tensors, CancellationToken.None);
            foreach (IrTensor tensor in IrTensorList.Of(architecture).Where(tensor => tensor.Kind != IrTensorKind.BatchCount))
            {
                Assert.Equal(tensor.Count, weights.Read(tensor.Name).Length);
            }
        }
        catch (InvalidCheckpointException)
        {
            // Refused by name is one of the two right answers.
        }

        return GC.GetAllocatedBytesForCurrentThread() - before < MostBytes;
    }
}
