using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HyperFace.Embedding.Inference;

/// <summary>Holds a graph's inputs and outputs against what the manifest says of them.</summary>
internal sealed class GraphContract
{
    private const int Unknown = -1;

    private readonly ModelManifest _manifest;
    private readonly string _path;

    public GraphContract(string path, ModelManifest manifest, InferenceSession session)
    {
        _path = path;
        _manifest = manifest;
        if (session.InputMetadata.Count > 1)
        {
            throw new ModelException($"'{path}': the graph takes {session.InputMetadata.Count} inputs ({Names(session.InputMetadata)}); a face model takes one, the image.");
        }

        int[] image = Shape(session.InputMetadata, "input", manifest.Input, "input", [Unknown, 3, manifest.Height, manifest.Width], "[batch, 3, height, width]");
        int[] embedding = Shape(session.OutputMetadata, "output", manifest.Output, "output", [Unknown, manifest.Dimension], "[batch, dimension]");
        FixedBatch = image[0];
        if (FixedBatch > 1)
        {
            throw new ModelException($"'{path}': the graph takes batches of exactly {FixedBatch} images. Export it again with a named batch dimension, or with a batch of 1.");
        }

        RequireSameBatch(embedding[0], "output", manifest.Output);
        if (manifest.NormOutput is { } norm)
        {
            RequireSameBatch(Shape(session.OutputMetadata, "output", norm, "normOutput", [Unknown, 1], "[batch, 1]")[0], "normOutput", norm);
        }
    }

    /// <summary>The only batch that the graph takes; below 1 when it takes any.</summary>
    public int FixedBatch { get; }

    /// <summary>Throws unless an output has as many values as the manifest says. A graph may leave its shapes open until it runs.</summary>
    public void RequireShape(string output, ReadOnlySpan<long> shape, int batch, int length)
    {
        if (shape.Length != 2 || shape[0] != batch || shape[1] != length)
        {
            throw new ModelException($"'{_path}': the output '{output}' came with the shape [{string.Join(", ", shape.ToArray())}] for {batch} image{(batch == 1 ? "" : "s")}; the manifest's dimension asks for [{batch}, {length}].");
        }
    }

    private static string Names(IReadOnlyDictionary<string, NodeMetadata> values) => string.Join(", ", values.Keys.Select(name => $"'{name}'"));

    private static bool Agrees(int given, int expected) => given < 1 || expected == Unknown || given == expected;

    private int[] Shape(IReadOnlyDictionary<string, NodeMetadata> values, string kind, string name, string property, int[] expected, string layout)
    {
        if (!values.TryGetValue(name, out NodeMetadata? value))
        {
            throw new ModelException($"'{_path}': the graph has no {kind} '{name}', which the manifest's '{property}' names. It has: {Names(values)}.");
        }

        if (!value.IsTensor || value.ElementDataType != TensorElementType.Float)
        {
            throw new ModelException($"'{_path}': the {kind} '{name}' is {(value.IsTensor ? $"a tensor of {value.ElementDataType}" : "not a tensor")}; it must be a tensor of float32.");
        }

        int[] given = value.Dimensions;
        if (given.Length != expected.Length || !given.Zip(expected).All(pair => Agrees(pair.First, pair.Second)))
        {
            throw new ModelException($"'{_path}': the {kind} '{name}' has the shape {Text(given)}; the manifest asks for {Text(expected)} ({layout}).");
        }

        return given;
    }

    private void RequireSameBatch(int batch, string property, string name)
    {
        if (FixedBatch == 1 ? batch > 1 : batch > 0)
        {
            throw new ModelException($"'{_path}': the {property} '{name}' is for batches of exactly {batch}, but the input is not.");
        }
    }

    private static string Text(int[] shape) => $"[{string.Join(", ", shape.Select(size => size < 1 ? "any" : size.ToString(null, null)))}]";
}
