using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding.Networks;

/// <summary>The two files that an import writes.</summary>
internal sealed class ModelTarget
{
    private const string Extension = ".onnx";

    public ModelTarget(string onnx)
    {
        if (!Path.GetExtension(onnx).Equals(Extension, StringComparison.OrdinalIgnoreCase) || Path.GetFileNameWithoutExtension(onnx).Length == 0)
        {
            throw new ArgumentException($"'{onnx}' does not name an ONNX file: its extension must be {Extension}.", nameof(onnx));
        }

        if (!ManifestRules.IsFileName(Path.GetFileName(onnx)))
        {
            throw new ArgumentException($"'{Path.GetFileName(onnx)}' cannot name an ONNX file in a manifest, which takes {ManifestRules.Of("file")}.", nameof(onnx));
        }

        Onnx = onnx;
        Manifest = Path.ChangeExtension(onnx, ".json");
    }

    /// <summary>The ONNX file.</summary>
    public string Onnx { get; }

    /// <summary>The manifest beside it.</summary>
    public string Manifest { get; }

    /// <summary>Throws when a file is there that may not be replaced.</summary>
    public void RequireFree(bool overwrite)
    {
        foreach (string path in new[] { Onnx, Manifest })
        {
            if (Directory.Exists(path))
            {
                throw new ModelException($"'{path}' is a folder; a model is a file.");
            }

            if (File.Exists(path) && !overwrite)
            {
                throw new ModelException($"'{path}' is there already. Import under another name, or allow it to be overwritten.");
            }
        }
    }

    /// <summary>Makes the folder.</summary>
    public void MakeFolder() => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Onnx))!);
}
