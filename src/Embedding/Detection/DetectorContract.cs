using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HyperFace.Embedding.Detection;

/// <summary>Holds a detector's graph against what its manifest says of it, as far as that can be known before it runs.</summary>
internal static class DetectorContract
{
    /// <summary>The names of the outputs to ask for.</summary>
    /// <exception cref="ModelException">The graph is another than the manifest describes.</exception>
    public static IReadOnlyList<string> Require(string path, DetectorManifest manifest, InferenceSession session)
    {
        if (session.InputMetadata.Count > 1)
        {
            throw new ModelException($"'{path}': the graph takes {session.InputMetadata.Count} inputs ({Names(session.InputNames)}); a detector takes one, the photo.");
        }

        RequireInput(path, manifest, session);
        return RequireOutputs(path, manifest, session);
    }

    private static void RequireInput(string path, DetectorManifest manifest, InferenceSession session)
    {
        if (!session.InputMetadata.TryGetValue(manifest.Input, out NodeMetadata? input))
        {
            throw new ModelException($"'{path}': the graph has no input '{manifest.Input}', which the manifest's 'input' names. It has: {Names(session.InputNames)}.");
        }

        if (!input.IsTensor || input.ElementDataType != TensorElementType.Float)
        {
            throw new ModelException($"'{path}': the input '{manifest.Input}' is {(input.IsTensor ? $"a tensor of {input.ElementDataType}" : "not a tensor")}; it must be a tensor of float32.");
        }

        int[] shape = input.Dimensions;
        if (shape.Length != 4 || shape[0] > 1 || (shape[1] >= 1 && shape[1] != 3) || !Fits(shape[2], manifest.Height) || !Fits(shape[3], manifest.Width))
        {
            throw new ModelException(
                $"'{path}': the input '{manifest.Input}' has the shape [{string.Join(", ", shape.Select(side => side < 1 ? "any" : $"{side}"))}]; the manifest asks for [1, 3, {Asked(manifest.Height)}, {Asked(manifest.Width)}] (batch, channels, height, width).");
        }
    }

    private static IReadOnlyList<string> RequireOutputs(string path, DetectorManifest manifest, InferenceSession session)
    {
        FaceDecoder decoder = FaceDecoder.Of(manifest.Layout);
        IReadOnlyList<string> names = manifest.Outputs ?? decoder.UsualOutputs(manifest.Strides, session.OutputNames);
        int needed = decoder.Columns.Count * manifest.Strides.Count;
        if (names.Count != needed)
        {
            throw new ModelException(
                $"'{path}': the graph has {names.Count} outputs ({Names(names)}); the layout with {manifest.Strides.Count} strides has {needed}. A detector without key points will not do; of one with more outputs, name the right ones in 'outputs'.");
        }

        return names.FirstOrDefault(name => !session.OutputMetadata.ContainsKey(name)) is { } missing
            ? throw new ModelException($"'{path}': the graph has no output '{missing}'. It has: {Names(session.OutputNames)}; name them in the manifest's 'outputs'.")
            : names;
    }

    private static bool Fits(int given, int? asked) => asked is { } side ? given < 1 || given == side : given < 1;

    private static string Asked(int? side) => side is { } given ? $"{given}" : "any";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
