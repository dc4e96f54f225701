using HyperFace.Embedding.Networks;
using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Tests.Networks;

/// <summary>Runs an IR network's graph on numbers.</summary>
internal static class NetworkRun
{
    /// <summary>The graph's outputs, as they come.</summary>
    public static (float[] Feature, float[] Norm) Of(byte[] onnx, float[] images, int side)
    {
        using var session = new InferenceSession(onnx);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(images, [images.Length / (3 * side * side), 3, side, side]);
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, [IrGraph.Input], [input], [IrGraph.Feature, IrGraph.Norm]);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[1].GetTensorDataAsSpan<float>().ToArray());
    }

    /// <summary>Seeded images, values from −1 to 1.</summary>
    public static float[] Images(int count, int side, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count * 3 * side * side).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    public static double Furthest(float[] first, float[] second)
    {
        Assert.Equal(first.Length, second.Length);
        return first.Zip(second).Max(pair => Math.Abs((double)pair.First - pair.Second));
    }
}
