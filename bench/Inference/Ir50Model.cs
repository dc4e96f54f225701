using HyperFace.Embedding.Networks;

namespace HyperFace.Bench.Inference;

/// <summary>An IR-50 of seeded noise, written as an imported one is: the one place where the benchmarks get theirs.</summary>
internal static class Ir50Model
{
    /// <summary>Pixels along each edge of its input.</summary>
    public const int Side = 112;

    /// <summary>Numbers in a feature.</summary>
    public const int Dimension = 512;

    private const string Network = "ir_50";
    private const int Seed = 50;

    /// <summary>Writes network and manifest into a folder.</summary>
    /// <returns>The ONNX file's path and the numbers in the network.</returns>
    public static (string Path, long Parameters) Write(string folder)
    {
        string path = Path.Combine(folder, Network + ".onnx");
        NoiseNetwork.Write(path, Network, Seed);
        return (path, IrTensorList.Of(IrArchitecture.Of(Network)).Where(tensor => tensor.IsParameter).Sum(tensor => tensor.Count));
    }
}
