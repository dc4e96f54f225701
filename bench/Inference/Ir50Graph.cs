using HyperFace.OnnxGraphs;

namespace HyperFace.Bench.Inference;

/// <summary>
/// A network of the topology and size of AdaFace's <c>ir_50</c> (mk-minchul/AdaFace, net.py): 112 x 112 x 3 in, 512 out,
/// 43.6 million parameters, 6.3 billion multiplications an image. Its weights are seeded noise: it costs what a trained
/// one costs, and recognises nobody. As an exporter would write it: batch normalisation behind a convolution is folded
/// into it, the one in front of it stays.
/// </summary>
internal sealed class Ir50Graph
{
    public const int Side = 112;
    public const int Dimension = 512;

    /// <summary>Units and channels of the four stages; each begins by halving the picture.</summary>
    private static readonly (int Units, int Channels)[] Stages = [(3, 64), (4, 128), (14, 256), (3, 512)];

    private readonly OnnxGraph _graph = new("ir_50");
    private readonly Random _random;
    private int _names;

    private Ir50Graph(int seed) => _random = new Random(seed);

    /// <summary>Numbers in the graph's constants.</summary>
    public long Parameters { get; private set; }

    /// <summary>Writes the model.</summary>
    public static Ir50Graph Write(string path, int seed)
    {
        var network = new Ir50Graph(seed);
        network.Build();
        using FileStream stream = File.Create(path);
        network._graph.WriteTo(stream, new OnnxProducer("HyperFace.Bench", "1"));
        return network;
    }

    private void Build()
    {
        _graph.AddInput("image", ["batch", 3, Side, Side]);
        string value = Slopes(Convolution("image", 3, 64, kernel: 3, stride: 1), 64);
        int channels = 64;
        foreach ((int units, int depth) in Stages)
        {
            for (int unit = 0; unit < units; unit++)
            {
                value = Unit(value, channels, depth, stride: unit == 0 ? 2 : 1);
                channels = depth;
            }
        }

        const int last = Side / 16;
        value = Normalisation(value, channels);
        _graph.AddNode("Flatten", [value], ["flat"]);
        int flat = channels * last * last;
        string head = Constant([Dimension, flat], Noise(Dimension * flat, 1 / Math.Sqrt(flat)));
        _graph.AddNode("Gemm", ["flat", head, Constant([Dimension], Noise(Dimension, 0.1))], ["embedding"], OnnxArgument.Whole("transB", 1));
        _graph.AddOutput("embedding", ["batch", Dimension]);
    }

    private string Unit(string value, int channels, int depth, int stride)
    {
        string shortcut = value;
        if (channels != depth)
        {
            shortcut = Convolution(value, channels, depth, kernel: 1, stride);
        }
        else if (stride > 1)
        {
            shortcut = Name();
            _graph.AddNode("MaxPool", [value], [shortcut], OnnxArgument.Wholes("kernel_shape", 1, 1), OnnxArgument.Wholes("strides", stride, stride));
        }

        string inner = Slopes(Convolution(Normalisation(value, channels), channels, depth, kernel: 3, stride: 1), depth);
        string sum = Name();
        _graph.AddNode("Add", [Convolution(inner, depth, depth, kernel: 3, stride), shortcut], [sum]);
        return sum;
    }

    private string Convolution(string value, int channels, int depth, int kernel, int stride)
    {
        int inputs = channels * kernel * kernel;
        string weights = Constant([depth, channels, kernel, kernel], Noise(depth * inputs, Math.Sqrt(1.0 / inputs)));
        string bias = Constant([depth], Noise(depth, 0.05));
        string output = Name();
        long pad = kernel / 2;
        _graph.AddNode("Conv", [value, weights, bias], [output],
            OnnxArgument.Wholes("kernel_shape", kernel, kernel), OnnxArgument.Wholes("strides", stride, stride), OnnxArgument.Wholes("pads", pad, pad, pad, pad));
        return output;
    }

    private string Slopes(string value, int channels)
    {
        string output = Name();
        _graph.AddNode("PRelu", [value, Constant([channels, 1, 1], [.. Enumerable.Repeat(0.25f, channels)])], [output]);
        return output;
    }

    private string Normalisation(string value, int channels)
    {
        string output = Name();
        string[] constants =
        [
            Constant([channels], [.. Enumerable.Repeat(0.7f, channels)]),
            Constant([channels], Noise(channels, 0.05)),
            Constant([channels], Noise(channels, 0.05)),
            Constant([channels], [.. Enumerable.Repeat(1f, channels)]),
        ];
        _graph.AddNode("BatchNormalization", [value, .. constants], [output], OnnxArgument.Real("epsilon", 1e-5f));
        return output;
    }

    private string Constant(long[] dimensions, float[] values)
    {
        string name = Name();
        _graph.AddInitializer(name, dimensions, values);
        Parameters += values.Length;
        return name;
    }

    private string Name() => $"v{_names++}";

    /// <summary>Uniform noise of a standard deviation.</summary>
    private float[] Noise(int count, double deviation)
    {
        double width = deviation * Math.Sqrt(12);
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)((_random.NextDouble() - 0.5) * width);
        }

        return values;
    }
}
