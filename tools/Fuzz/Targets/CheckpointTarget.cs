using System.Text;
using HyperFace.Embedding;
using HyperFace.Embedding.Checkpoints;
using HyperFace.Embedding.Networks;
using HyperFace.Embedding.Tests.Checkpoints;

namespace HyperFace.Fuzz.Targets;

/// <summary>A checkpoint from the archive to the last weight: its directory, its pickle stream, the network that its names and shapes tell of.</summary>
internal sealed class CheckpointTarget : FuzzTarget
{
    private const string Prefix = "model.";

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Corpus { get; } = [SmallNetworks.Checkpoint().ToArray(), Few(wide: false).ToArray(), Few(wide: true).ToArray()];

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. new[] { "PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "PK\u0006\u0006", "PK\u0006\u0007", "PK\u0007\u0008", "archive/data.pkl", "archive/data/0", "archive/data/1", "archive/byteorder", "big", "../", "cos\nsystem\n" }.Select(Encoding.ASCII.GetBytes),
        [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF], [0x01, 0x00, 0x10, 0x00], [0x08, 0x00], [0x01, 0x00],
    ];

    /// <inheritdoc/>
    public override string Try(byte[] input)
    {
        try
        {
            Checkpoint checkpoint = Checkpoint.Read(new MemoryStream(input), "fuzzed.ckpt");
            Dictionary<string, CheckpointTensor> tensors = checkpoint.Names.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .ToDictionary(name => name[Prefix.Length..], checkpoint.Tensor);
            IrArchitecture architecture = IrInference.Run(tensors, Prefix, checkpoint.Refusal);
            var weights = new CheckpointWeights(checkpoint, tensors, CancellationToken.None);
            foreach (IrTensor tensor in IrTensorList.Of(architecture).Where(tensor => tensor.Kind != IrTensorKind.BatchCount))
            {
                if (weights.Read(tensor.Name).Length != tensor.Count)
                {
                    throw new InvalidOperationException($"'{tensor.Name}' has not as many weights as its shape says.");
                }
            }

            return "a network";
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

    /// <summary>An archive that is mostly directory.</summary>
    private static CheckpointWriter Few(bool wide) => new CheckpointWriter { Wide = wide }
        .AddRecord("byteorder", Encoding.ASCII.GetBytes("little"))
        .Add("model.input_layer.0.weight", [2, 3, 1, 1], () => [1, 2, 3, 4, 5, 6])
        .Add("model.input_layer.2.weight", [2], () => [0.25f, 0.5f]);
}
