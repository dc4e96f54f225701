namespace HyperFace.Fuzz.Targets;

/// <summary>All targets by name. A new reader of untrusted bytes gets a line here and a file beside this one.</summary>
internal static class FuzzTargets
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["image", "manifest", "detector", "generator", "pickle", "checkpoint", "onnx"];

    /// <summary>The target of a name; null when there is none.</summary>
    public static FuzzTarget? Create(string name) => name switch
    {
        "image" => new ImageTarget(),
        "manifest" => new ManifestTarget(),
        "detector" => new DetectorTarget(),
        "generator" => new GeneratorTarget(),
        "pickle" => new PickleTarget(),
        "checkpoint" => new CheckpointTarget(),
        "onnx" => new OnnxTarget(),
        _ => null,
    };
}
