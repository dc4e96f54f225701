using HyperFace.Embedding.Generation;

namespace HyperFace.Embedding;

/// <summary>
/// Identity codes in, pictures of faces out: an ONNX generator that the user brings. What the graph makes is taken as it
/// is: nothing is detected or aligned, the picture (or <see cref="GeneratorManifest.Crop"/> of it) is only shrunk by the
/// mean over areas. Safe for any number of threads.
/// </summary>
public sealed class FaceGenerator : IDisposable
{
    private readonly GeneratorSession _session;

    private FaceGenerator(GeneratorManifest manifest, GeneratorSession session, int size)
    {
        Manifest = manifest;
        _session = session;
        Size = size;
    }

    /// <summary>The generator's manifest.</summary>
    public GeneratorManifest Manifest { get; }

    /// <summary>The execution provider in use: <c>cpu</c>, <c>cuda</c>, …</summary>
    public string ExecutionProvider => _session.Provider;

    /// <summary>Width and height of the pictures handed out, in pixels.</summary>
    public int Size { get; }

    /// <summary>Opens a generator: checks the file's hash against the manifest, the graph against what the manifest says of it, and makes one picture on trial.</summary>
    /// <param name="path">The manifest (docs/formats/generator-manifest.md), or the ONNX file that it lies beside.</param>
    /// <param name="options">How to run it; null takes the defaults.</param>
    /// <exception cref="ModelException">The generator is missing, is not what its manifest says, or makes pictures smaller than asked for.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider is not there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public static FaceGenerator Open(string path, FaceGeneratorOptions? options = null)
    {
        options ??= new FaceGeneratorOptions();
        options.Validate();
        (GeneratorManifest manifest, GeneratorSession session) = GeneratorLoader.Open(path, options);
        return new FaceGenerator(manifest, session, options.Size);
    }

    /// <summary>Makes one picture. The same code and seed give the same bytes on one machine.</summary>
    /// <param name="code">Who: <see cref="GeneratorManifest.CodeLength"/> finite values, of length 1 as a rule; they are given to the graph as they are.</param>
    /// <param name="noiseSeed">Chooses the noise; without effect for a graph that takes none.</param>
    /// <param name="rgb">Receives Size x Size x 3 bytes: rows from the top, pixels from the left, red first.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> or <paramref name="rgb"/> has another number of values, or a value of the code is not finite.</exception>
    /// <exception cref="ModelException">The graph fails, or gives a picture of another shape or with values that are not finite.</exception>
    /// <exception cref="ObjectDisposedException">The generator was disposed.</exception>
    public void Generate(ReadOnlySpan<float> code, ulong noiseSeed, Span<byte> rgb)
    {
        if (code.Length != Manifest.CodeLength)
        {
            throw new ArgumentException($"The code has {code.Length} values; '{Manifest.Name}' takes {Manifest.CodeLength}.", nameof(code));
        }

        for (int i = 0; i < code.Length; i++)
        {
            if (!float.IsFinite(code[i]))
            {
                throw new ArgumentException($"Value {i} of the code is not a finite number.", nameof(code));
            }
        }

        if (rgb.Length != Size * Size * 3)
        {
            throw new ArgumentException($"The buffer holds {rgb.Length} bytes; a {Size} x {Size} RGB image takes {Size * Size * 3}.", nameof(rgb));
        }

        _session.Generate(code, noiseSeed, rgb);
    }

    /// <summary>Frees the generator.</summary>
    public void Dispose() => _session.Close();
}
