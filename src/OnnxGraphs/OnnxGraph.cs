using System.Runtime.InteropServices;

namespace HyperFace.OnnxGraphs;

/// <summary>
/// An ONNX model in the making: inputs, constants, nodes in the order in which they are computed, outputs. The same
/// calls give the same bytes. Field numbers are those of onnx.proto (onnx.ai, IR version 8, operator set 17).
/// Not thread-safe.
/// </summary>
/// <param name="name">Name of the graph.</param>
public sealed class OnnxGraph(string name)
{
    /// <summary>The operator set whose operators the nodes are.</summary>
    public const int OperatorSet = 17;

    private const int IrVersion = 8;
    private const int ExternalLocation = 1;

    /// <summary>Some streams copy what they are given: a large tensor goes to them in pieces.</summary>
    private const int BlockBytes = 1 << 20;

    private readonly List<WireMessage> _inputs = [];
    private readonly List<WireMessage> _constants = [];
    private readonly List<WireMessage> _nodes = [];
    private readonly List<WireMessage> _outputs = [];
    private readonly HashSet<string> _values = [];

    /// <summary>Adds an input.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="dimensions">Its shape: numbers, and names for what is not known yet.</param>
    /// <param name="element">Its element type.</param>
    /// <exception cref="ArgumentException">The name is blank or taken.</exception>
    public void AddInput(string name, IReadOnlyList<OnnxDimension> dimensions, OnnxElement element = OnnxElement.Real32)
    {
        Define(name);
        _inputs.Add(ValueInfo(name, dimensions, element));
    }

    /// <summary>Adds a constant tensor of floats, in row-major order.</summary>
    /// <exception cref="ArgumentException">The name is blank or taken, or the values do not fill the shape.</exception>
    public void AddInitializer(string name, IReadOnlyList<long> dimensions, ReadOnlySpan<float> values) =>
        AddInitializer(name, dimensions, values.Length, OnnxElement.Real32, MemoryMarshal.AsBytes(values));

    /// <summary>Adds a constant tensor of whole numbers, in row-major order.</summary>
    /// <exception cref="ArgumentException">The name is blank or taken, or the values do not fill the shape.</exception>
    public void AddInitializer(string name, IReadOnlyList<long> dimensions, ReadOnlySpan<long> values) =>
        AddInitializer(name, dimensions, values.Length, OnnxElement.Whole64, MemoryMarshal.AsBytes(values));

    /// <summary>
    /// Adds a constant tensor of floats, in row-major order, whose values are asked for each time the model is written
    /// and let go right after: the weights of a large model are never in memory all at once.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="dimensions">Its shape.</param>
    /// <param name="values">Gives the values; if it throws, so does the writing.</param>
    /// <exception cref="ArgumentException">The name is blank or taken.</exception>
    /// <exception cref="OverflowException">The tensor is larger than 2 GiB, which protobuf cannot hold.</exception>
    public void AddDeferredInitializer(string name, IReadOnlyList<long> dimensions, Func<ReadOnlyMemory<float>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int count = checked((int)Count(dimensions));
        WireMessage tensor = Tensor(name, dimensions, OnnxElement.Real32);
        tensor.Add(OnnxFields.TensorRawData, checked(count * sizeof(float)), stream =>
        {
            ReadOnlyMemory<float> given = values();
            if (given.Length != count)
            {
                throw new InvalidOperationException($"The constant '{name}' came with {given.Length} values in place of {count}.");
            }

            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(given.Span);
            for (; bytes.Length > BlockBytes; bytes = bytes[BlockBytes..])
            {
                stream.Write(bytes[..BlockBytes]);
            }

            stream.Write(bytes);
        });
        _constants.Add(tensor);
    }

    /// <summary>Adds a constant tensor of floats that lies in another file than the model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="dimensions">Its shape.</param>
    /// <param name="location">The file, relative to the model's folder: little-endian floats from its first byte on.</param>
    /// <exception cref="ArgumentException">The name is blank or taken.</exception>
    public void AddExternalInitializer(string name, IReadOnlyList<long> dimensions, string location)
    {
        WireMessage tensor = Tensor(name, dimensions, OnnxElement.Real32);
        tensor.Add(OnnxFields.TensorExternalData, Entry("location", location));
        tensor.Add(OnnxFields.TensorDataLocation, ExternalLocation);
        _constants.Add(tensor);
    }

    /// <summary>Adds a node. What it takes must have been added before; an empty name leaves out an optional input.</summary>
    /// <param name="operation">Name of the operator, for instance <c>Conv</c>.</param>
    /// <param name="inputs">Names of the values it takes.</param>
    /// <param name="outputs">Names of the values it gives.</param>
    /// <param name="arguments">What ONNX calls its attributes.</param>
    /// <exception cref="ArgumentException">An input is unknown, or an output's name is blank or taken.</exception>
    public void AddNode(string operation, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, params ReadOnlySpan<OnnxArgument> arguments)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        if (inputs.FirstOrDefault(input => input.Length > 0 && !_values.Contains(input)) is { } unknown)
        {
            throw new ArgumentException($"The node {operation} takes '{unknown}', which nothing before it gives.", nameof(inputs));
        }

        var node = new WireMessage();
        foreach (string input in inputs)
        {
            node.Add(OnnxFields.NodeInput, input);
        }

        foreach (string output in outputs)
        {
            Define(output);
            node.Add(OnnxFields.NodeOutput, output);
        }

        node.Add(OnnxFields.NodeOperation, operation);
        foreach (OnnxArgument argument in arguments)
        {
            node.Add(OnnxFields.NodeAttribute, argument.Message);
        }

        _nodes.Add(node);
    }

    /// <summary>Makes a value that a node gives an output of the graph.</summary>
    /// <param name="name">The value's name.</param>
    /// <param name="dimensions">Its shape.</param>
    /// <param name="element">Its element type.</param>
    /// <exception cref="ArgumentException">Nothing gives that value.</exception>
    public void AddOutput(string name, IReadOnlyList<OnnxDimension> dimensions, OnnxElement element = OnnxElement.Real32)
    {
        if (!_values.Contains(name))
        {
            throw new ArgumentException($"The output '{name}' is not given by any node.", nameof(name));
        }

        _outputs.Add(ValueInfo(name, dimensions, element));
    }

    /// <summary>The model as bytes: see <see cref="WriteTo"/>.</summary>
    public byte[] ToModel(OnnxProducer producer, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        WriteTo(stream, producer, metadata);
        return stream.ToArray();
    }

    /// <summary>Writes the model.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="producer">Who made it.</param>
    /// <param name="metadata">Anything else to say of it; written in the order of the keys.</param>
    /// <exception cref="OverflowException">The model is larger than 2 GiB, which protobuf cannot hold.</exception>
    public void WriteTo(Stream stream, OnnxProducer producer, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var operators = new WireMessage();
        operators.Add(OnnxFields.OperatorSetVersion, OperatorSet);

        var model = new WireMessage();
        model.Add(OnnxFields.ModelIrVersion, IrVersion);
        model.Add(OnnxFields.ModelProducerName, producer.Name);
        model.Add(OnnxFields.ModelProducerVersion, producer.Version);
        model.Add(OnnxFields.ModelGraph, Graph());
        model.Add(OnnxFields.ModelOperatorSet, operators);
        foreach ((string key, string value) in (metadata ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            model.Add(OnnxFields.ModelMetadata, Entry(key, value));
        }

        model.WriteTo(stream);
    }

    private static WireMessage Entry(string key, string value)
    {
        var entry = new WireMessage();
        entry.Add(OnnxFields.EntryKey, key);
        entry.Add(OnnxFields.EntryValue, value);
        return entry;
    }

    private static WireMessage ValueInfo(string name, IReadOnlyList<OnnxDimension> dimensions, OnnxElement element)
    {
        var shape = new WireMessage();
        foreach (OnnxDimension dimension in dimensions)
        {
            var message = new WireMessage();
            if (dimension.Name is { } symbol)
            {
                message.Add(OnnxFields.DimensionName, symbol);
            }
            else
            {
                message.Add(OnnxFields.DimensionSize, dimension.Size);
            }

            shape.Add(OnnxFields.ShapeDimension, message);
        }

        var tensor = new WireMessage();
        tensor.Add(OnnxFields.TensorTypeElement, (int)element);
        tensor.Add(OnnxFields.TensorTypeShape, shape);
        var type = new WireMessage();
        type.Add(OnnxFields.TypeTensor, tensor);
        var value = new WireMessage();
        value.Add(OnnxFields.ValueName, name);
        value.Add(OnnxFields.ValueType, type);
        return value;
    }

    private static long Count(IReadOnlyList<long> dimensions) => dimensions.Aggregate(1L, (product, dimension) => checked(product * dimension));

    private WireMessage Graph()
    {
        var graph = new WireMessage();
        _nodes.ForEach(node => graph.Add(OnnxFields.GraphNode, node));
        graph.Add(OnnxFields.GraphName, name);
        _constants.ForEach(constant => graph.Add(OnnxFields.GraphInitializer, constant));
        _inputs.ForEach(input => graph.Add(OnnxFields.GraphInput, input));
        _outputs.ForEach(output => graph.Add(OnnxFields.GraphOutput, output));
        return graph;
    }

    private void AddInitializer(string name, IReadOnlyList<long> dimensions, int count, OnnxElement element, ReadOnlySpan<byte> bytes)
    {
        if (Count(dimensions) != count)
        {
            throw new ArgumentException($"The constant '{name}' has {count} values, which do not fill the shape [{string.Join(", ", dimensions)}].", nameof(dimensions));
        }

        WireMessage tensor = Tensor(name, dimensions, element);
        tensor.Add(OnnxFields.TensorRawData, bytes.ToArray());
        _constants.Add(tensor);
    }

    private WireMessage Tensor(string name, IReadOnlyList<long> dimensions, OnnxElement element)
    {
        Define(name);
        var tensor = new WireMessage();
        foreach (long dimension in dimensions)
        {
            tensor.Add(OnnxFields.TensorDimension, dimension);
        }

        tensor.Add(OnnxFields.TensorElement, (int)element);
        tensor.Add(OnnxFields.TensorName, name);
        return tensor;
    }

    private void Define(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (!_values.Add(value))
        {
            throw new ArgumentException($"The graph already has a value named '{value}'.", nameof(value));
        }
    }
}
