using System.Security.Cryptography;
using System.Text.Json;
using HyperFace.Embedding;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>One run of <c>synth faces</c>: codes, generator, target, and then the files in the order in which a reader wants them.</summary>
internal sealed class FacesRun(FacesRequest request, Screen screen)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Makes the set.</summary>
    public DatasetDocument Run(CancellationToken cancellation)
    {
        var people = new SyntheticPopulation($"synth faces {request.Seed}");
        using FaceGenerator? onnx = request.Generator is { } path ? FaceGenerator.Open(path, Options()) : null;
        using IdentityCodes codes = IdentityCodes.Open(request, people, onnx?.Manifest.CodeLength);
        IFaceGenerator generator = onnx is null ? new ProceduralFaceGenerator(codes.Length, request.Variation, request.Size) : new OnnxFaceGenerator(onnx);
        var set = new FaceSet(people, codes, generator, new PictureEncoder(request.Format, request.JpegQuality), request.Images, request.Beta);
        using IFaceSetTarget target = Target();
        using Stream table = Spool.Fill(target.Beside, stream => CodesFile.Write(stream, codes, cancellation));
        DatasetDocument dataset = Describe(set, onnx?.Manifest, Convert.ToHexStringLower(SHA256.HashData(table)));
        using Stream manifest = Spool.Fill(target.Beside, stream => ManifestFile.Write(stream, set, onnx is null ? request.Variation : null, cancellation));
        table.Position = 0;
        target.Add("dataset.json", new MemoryStream([.. JsonSerializer.SerializeToUtf8Bytes(dataset, JsonForm.Options), (byte)'\n']));
        target.Add("codes.npy", table);
        target.Add("manifest.jsonl", manifest);
        new FaceSetWriter(set, target, request.Threads).Write(Progress(set.Count), cancellation);
        target.Complete();
        return dataset;
    }

    private FaceGeneratorOptions Options() => new() { ExecutionProvider = request.Provider, Threads = Math.Min(request.Threads, 256), Size = request.Size };

    private IFaceSetTarget Target() => request.Out switch
    {
        FacesOptions.Pipe when !Console.IsOutputRedirected => throw new UsageException("--out - writes a TAR archive to standard output, which is a terminal here. Send it on: … --out - | tar -x"),
        FacesOptions.Pipe => TarTarget.ToStandardOutput(),
        var file when file.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) => TarTarget.ToFile(file),
        var folder => new FolderTarget(folder),
    };

    private DatasetDocument Describe(FaceSet set, GeneratorManifest? onnx, string codesHash) => new()
    {
        Version = typeof(FacesRun).Assembly.GetName().Version!.ToString(3),
        Seed = request.Seed,
        Identities = set.Identities,
        ImagesPerIdentity = set.Images,
        Images = set.Count,
        CodeLength = set.Codes.Length,
        Codes = request.Codes is { } file ? Path.GetFileName(file) : "drawn",
        CodesSha256 = codesHash,
        Beta = request.Beta,
        Generator = onnx is null
            ? new GeneratorDocument("procedural", request.Variation == VariationRange.Wide ? "wide" : "normal", null, null, null)
            : new GeneratorDocument("onnx", null, onnx.Name, onnx.Sha256, onnx.Licence),
        Size = request.Size,
        PictureFormat = request.Format == PictureFormat.Png ? "png" : "jpeg",
        JpegQuality = request.Format == PictureFormat.Png ? null : request.JpegQuality,
    };

    private Action<long> Progress(long all)
    {
        long start = TimeProvider.System.GetTimestamp();
        long last = start;
        return done =>
        {
            if (TimeProvider.System.GetElapsedTime(last) >= Pause)
            {
                last = TimeProvider.System.GetTimestamp();
                double rate = done / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
                screen.Note($"{InWords.Count(done)} of {InWords.Count(all)} pictures, {InWords.Count((long)rate)} a second, {InWords.Time(TimeSpan.FromSeconds((all - done) / rate))} left");
            }
        };
    }
}
