using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HyperFace.Embedding.Generation;

/// <summary>Holds a generator's graph against what its manifest says of it, as far as that can be known before it runs.</summary>
internal static class GeneratorContract
{
    /// <summary>Throws unless inputs and output are there with their types and shapes, and no input is left over.</summary>
    public static void Require(string path, GeneratorManifest manifest, InferenceSession session)
    {
        Value(path, session.InputMetadata, "input", manifest.CodeInput, "codeInput", [1, manifest.CodeLength]);
        if (manifest is { NoiseInput: { } noise, NoiseShape: { } shape })
        {
            Value(path, session.InputMetadata, "input", noise, "noiseInput", [.. shape]);
        }

        int named = manifest.NoiseInput is null ? 1 : 2;
        if (session.InputMetadata.Count > named)
        {
            throw new ModelException(
                $"'{path}': the graph takes {session.InputMetadata.Count} inputs ({Names(session.InputMetadata)}); the manifest names {named}. Put constants for the others into the graph.");
        }

        Value(path, session.OutputMetadata, "output", manifest.Output, "output", ShapeOf(manifest));
    }

    /// <summary>Throws unless a picture came as the manifest says. A graph may leave its shapes open until it runs.</summary>
    public static void RequirePicture(string path, GeneratorManifest manifest, ReadOnlySpan<long> shape)
    {
        int[] expected = ShapeOf(manifest);
        bool agrees = shape.Length == expected.Length;
        for (int i = 0; agrees && i < expected.Length; i++)
        {
            agrees = shape[i] == expected[i];
        }

        if (!agrees)
        {
            throw new ModelException($"'{path}': the output '{manifest.Output}' came with the shape [{string.Join(", ", shape.ToArray())}]; the manifest asks for [{string.Join(", ", expected)}].");
        }
    }

    private static int[] ShapeOf(GeneratorManifest manifest) =>
        manifest.Layout == PixelLayout.Planes ? [1, 3, manifest.Size, manifest.Size] : [1, manifest.Size, manifest.Size, 3];

    private static void Value(string path, IReadOnlyDictionary<string, NodeMetadata> values, string kind, string name, string property, int[] expected)
    {
        if (!values.TryGetValue(name, out NodeMetadata? value))
        {
            throw new ModelException($"'{path}': the graph has no {kind} '{name}', which the manifest's '{property}' names. It has: {Names(values)}.");
        }

        if (!value.IsTensor || value.ElementDataType != TensorElementType.Float)
        {
            throw new ModelException($"'{path}': the {kind} '{name}' is {(value.IsTensor ? $"a tensor of {value.ElementDataType}" : "not a tensor")}; it must be a tensor of float32.");
        }

        // Below 1 stands what the graph leaves open.
        if (value.Dimensions.Length != expected.Length || value.Dimensions.Zip(expected).Any(pair => pair.First >= 1 && pair.First != pair.Second))
        {
            throw new ModelException(
                $"'{path}': the {kind} '{name}' has the shape [{string.Join(", ", value.Dimensions.Select(side => side < 1 ? "any" : $"{side}"))}]; the manifest asks for [{string.Join(", ", expected)}].");
        }
    }

    private static string Names(IReadOnlyDictionary<string, NodeMetadata> values) => string.Join(", ", values.Keys.Select(name => $"'{name}'"));
}
