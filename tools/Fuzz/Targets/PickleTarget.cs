using HyperFace.Embedding;
using HyperFace.Embedding.Checkpoints;
using HyperFace.Embedding.Tests.Checkpoints;

namespace HyperFace.Fuzz.Targets;

/// <summary>The pickle stream of a checkpoint, without the archive around it: half of what is tried there would only damage the archive.</summary>
internal sealed class PickleTarget : FuzzTarget
{
    private static readonly CheckpointRefusal Refusal = new("fuzzed.ckpt");

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Corpus { get; } = [Bare(1, lightning: false).Pickle(), Bare(2, lightning: true).Pickle(), SmallNetworks.Checkpoint().Pickle()];

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. Enum.GetValues<PickleOpcode>().Select(opcode => new[] { (byte)opcode }),
        .. new[]
        {
            "cos\nsystem\n", "cbuiltins\neval\n", "c__builtin__\ngetattr\n", "ctorch._utils\n_rebuild_tensor_v2\n", "ctorch\nFloatStorage\n", "ctorch\nHalfStorage\n", "ccollections\nOrderedDict\n",
            "ctorch._utils\n_rebuild_parameter\n", "storage", "cpu", "cuda:0", "state_dict",
        }.Select(text => text.Select(character => (byte)character).ToArray()),
        [0x58, 0xFF, 0xFF, 0xFF, 0x7F], [0x8A, 0xFF], [0x8B, 0xFF, 0xFF, 0xFF, 0xFF], [0x72, 0xFF, 0xFF, 0xFF, 0xFF], [0x6A, 0x00, 0x00, 0x00, 0x00], [0x4A, 0xFF, 0xFF, 0xFF, 0xFF], [0x28, 0x28, 0x28, 0x28],
    ];

    /// <inheritdoc/>
    public override string Try(byte[] input)
    {
        try
        {
            return StateDictionary.Of(PickleMachine.Run(input, Refusal), Refusal).Count > 0 ? "weights" : "no weights";
        }
        catch (InvalidCheckpointException refusal)
        {
            return $"refused: {refusal.Reason}";
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    /// <summary>Three weights: so short that a change hits something nearly always.</summary>
    private static CheckpointWriter Bare(int seed, bool lightning) => new CheckpointWriter { Lightning = lightning }
        .Add("model.input_layer.0.weight", [2, 3, 3, 3], () => Noise(seed, 54))
        .Add("model.input_layer.1.weight", [2], () => Noise(seed, 2), TensorElement.Half)
        .Add("model.input_layer.1.num_batches_tracked", [], () => [1], TensorElement.Int64);

    private static float[] Noise(int seed, int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(seed + i))];
}
