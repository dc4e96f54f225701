using HyperFace.Embedding.Checkpoints;
using HyperFace.Embedding.Networks;

namespace HyperFace.Embedding.Tests.Checkpoints;

/// <summary>
/// Writes a checkpoint as PyTorch Lightning leaves it behind: the network under <c>state_dict</c> beside the head of
/// training, optimiser states and hyper-parameters, or bare, as <c>torch.save(model.state_dict())</c> does. Weights are
/// written as they come: a full-size network is never in memory whole.
/// </summary>
internal sealed class CheckpointWriter
{
    private readonly List<WrittenTensor> _tensors = [];
    private readonly List<(string Name, byte[] Bytes)> _records = [];

    /// <summary>The archive's one folder.</summary>
    public string Folder { get; init; } = "archive";

    /// <summary>Whether the weights lie under <c>state_dict</c>.</summary>
    public bool Lightning { get; init; } = true;

    /// <summary>Whether numbers are written most significant byte first.</summary>
    public bool BigEndian { get; init; }

    /// <summary>Whether the archive is of the 64-bit kind throughout.</summary>
    public bool Wide { get; init; }

    /// <summary>Whether the optimiser's momentum, of the size of the weights, is in it.</summary>
    public bool Momentum { get; init; }

    /// <summary>Writes keys and values in front of the weights.</summary>
    public Action<PickleWriter>? Before { get; init; }

    /// <summary>Writes keys and values among the weights.</summary>
    public Action<PickleWriter>? Among { get; init; }

    /// <summary>Writes keys and values behind the weights.</summary>
    public Action<PickleWriter>? Behind { get; init; }

    /// <summary>All tensors of a network, with weights from somewhere.</summary>
    public static CheckpointWriter Of(IrArchitecture architecture, IIrWeights weights, TensorElement element = TensorElement.Single, string prefix = "model.") =>
        new CheckpointWriter().Add(architecture, weights, element, prefix);

    public CheckpointWriter Add(IrArchitecture architecture, IIrWeights weights, TensorElement element = TensorElement.Single, string prefix = "model.")
    {
        foreach (IrTensor tensor in IrTensorList.Of(architecture))
        {
            Add(prefix + tensor.Name, [.. tensor.Shape], () => weights.Read(tensor.Name), tensor.Kind == IrTensorKind.BatchCount ? TensorElement.Int64 : element);
        }

        return this;
    }

    public CheckpointWriter Add(string name, long[] shape, Func<float[]> values, TensorElement element = TensorElement.Single)
    {
        _tensors.Add(new WrittenTensor(name, shape, element, values));
        return this;
    }

    /// <summary>The head of training with its statistics.</summary>
    public CheckpointWriter AddHead(int dimension, int classes) => Add("head.kernel", [dimension, classes], () => new float[dimension * classes])
        .Add("head.t", [1], () => [0f]).Add("head.batch_mean", [1], () => [20f]).Add("head.batch_std", [1], () => [100f]);

    /// <summary>Takes a tensor out.</summary>
    public CheckpointWriter Remove(string name)
    {
        _tensors.RemoveAll(tensor => tensor.Name == name);
        return this;
    }

    /// <summary>Puts a tensor of the same name in place of another.</summary>
    public CheckpointWriter Replace(string name, Func<WrittenTensor, WrittenTensor> change)
    {
        int place = _tensors.FindIndex(tensor => tensor.Name == name);
        _tensors[place] = change(_tensors[place]);
        return this;
    }

    /// <summary>Another entry of the archive.</summary>
    public CheckpointWriter AddRecord(string name, byte[] bytes)
    {
        _records.Add((name, bytes));
        return this;
    }

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return stream.ToArray();
    }

    /// <summary>The stream in <c>data.pkl</c>.</summary>
    public byte[] Pickle()
    {
        var pickle = new PickleWriter();
        if (Lightning)
        {
            pickle.Ops("}").Keep().Ops("(").Text("epoch").Number(25).Text("global_step").Number(1_000_000).Text("pytorch-lightning_version").Text("1.8.6");
            Before?.Invoke(pickle);
            pickle.Text("state_dict");
        }

        pickle.OrderedDictionary().Ops("(");
        for (int i = 0; i < _tensors.Count; i++)
        {
            WriteTensor(pickle, _tensors[i], i);
        }

        Among?.Invoke(pickle);
        pickle.Ops("u}").Keep().Text("_metadata").OrderedDictionary().Ops("sb");
        if (Lightning)
        {
            WriteOptimiser(pickle);
            Behind?.Invoke(pickle);
            pickle.Text("hyper_parameters").Ops("}").Keep().Ops("(").Text("arch").Text("ir_50").Text("lr").Real(0.1).Text("seed").Number(1L << 40).Ops("u").Ops("u");
        }

        return pickle.Finish();
    }

    public void Write(Stream stream)
    {
        var archive = new ArchiveWriter(stream, Wide);
        archive.Add($"{Folder}/data.pkl", [Pickle()]);
        foreach ((string name, byte[] bytes) in _records)
        {
            archive.Add($"{Folder}/{name}", [bytes]);
        }

        for (int i = 0; i < _tensors.Count; i++)
        {
            archive.Add($"{Folder}/data/{i}", _tensors[i].Bytes(BigEndian));
        }

        for (int i = 0; Momentum && i < _tensors.Count; i++)
        {
            archive.Add($"{Folder}/data/{_tensors.Count + i}", _tensors[i].Bytes(BigEndian));
        }

        archive.Add($"{Folder}/version", ["3\n"u8.ToArray()]);
        archive.Finish();
    }

    private void WriteOptimiser(PickleWriter pickle)
    {
        pickle.Text("optimizer_states").Ops("]").Keep().Ops("}").Keep().Text("state").Ops("}").Keep().Ops("(");
        for (int i = 0; Momentum && i < _tensors.Count; i++)
        {
            pickle.Number(i).Ops("}").Keep();
            WriteTensor(pickle, _tensors[i] with { Name = "momentum_buffer" }, _tensors.Count + i);
            pickle.Ops("s");
        }

        pickle.Ops("usa");
    }

    private static void WriteTensor(PickleWriter pickle, WrittenTensor tensor, int storage) =>
        pickle.Text(tensor.Name).Tensor(tensor.StorageType, FormattableString.Invariant($"{storage}"), tensor.Count, tensor.Shape);
}
