using System.CommandLine;
using System.Globalization;
using HyperFace.Embedding;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>What <c>synth faces</c> understands.</summary>
internal static class FacesOptions
{
    /// <summary>To standard output.</summary>
    public const string Pipe = "-";

    private const int MaxIdentities = 1_000_000;
    private const int MaxImages = 10_000;
    private const int MaxThreads = 1024;
    private const int DefaultLength = 512;

    private static readonly Option<string> Out = new("--out")
    {
        Description = "Where to: a new or empty folder, a new file ending in .tar, or - for a TAR on standard output",
        HelpName = "path",
        Required = true,
    };

    private static readonly Option<int?> Identities = Number("--identities", $"People, 1 to {MaxIdentities} [default: 100, or one for each row of --codes]", 1, MaxIdentities);

    private static readonly Option<int?> Images = Number("--images", $"Pictures of each, 1 to {MaxImages} [default: 10]", 1, MaxImages);

    private static readonly Option<long> Seed = new("--seed") { Description = "Other people and other pictures for another number", HelpName = "number", DefaultValueFactory = _ => 1 };

    private static readonly Option<string?> Codes = new("--codes")
    {
        Description = "Who the people are: a NumPy file (.npy) of identity codes, one person a row; rows are brought to length 1 [default: drawn from the seed]",
        HelpName = "file",
    };

    private static readonly Option<int?> CodeLength = Number(
        "--code-length",
        $"Values of a drawn code, {IdentityCode.MinLength} to {IdentityCode.MaxLength} [default: {DefaultLength}, or what the generator takes]",
        IdentityCode.MinLength,
        IdentityCode.MaxLength);

    private static readonly Option<float> Beta = new("--beta")
    {
        Description = "How far the code itself varies from picture to picture, 0 to 1: normalise(code + beta x normal noise)",
        HelpName = "number",
        DefaultValueFactory = _ => 0f,
    };

    private static readonly Option<VariationRange> Variation = new("--variation")
    {
        Description = "How far pose, light and camera vary; wide adds compression and things before the face",
        HelpName = "normal|wide",
        DefaultValueFactory = _ => VariationRange.Normal,
    };

    private static readonly Option<string?> Generator = new("--generator")
    {
        Description = "An ONNX generator: its manifest, or the ONNX file beside it (docs/formats/generator-manifest.md) [default: the procedural renderer]",
        HelpName = "path",
    };

    private static readonly Option<PictureFormat> Format = new("--format") { Description = "How pictures are written", HelpName = "png|jpeg", DefaultValueFactory = _ => PictureFormat.Png };

    private static readonly Option<int?> JpegQuality = Number("--jpeg-quality", "Quality of JPEG files, 1 to 100 [default: 90]", 1, 100);

    private static readonly Option<int?> Size = Number("--size", $"Width and height of a picture in pixels, {FaceRenderer.MinSize} to {FaceRenderer.MaxSize} [default: {FaceRenderer.Size}]", FaceRenderer.MinSize, FaceRenderer.MaxSize);

    private static readonly Option<int?> Threads = Number("--threads", $"Pictures made at a time, 1 to {MaxThreads}; the result is the same [default: one per processor]", 1, MaxThreads);

    /// <summary>The options in the order of the help.</summary>
    public static IEnumerable<Option> All => [Out, Identities, Images, Seed, Codes, CodeLength, Beta, Variation, Generator, Format, JpegQuality, Size, Threads];

    /// <summary>What was asked, as far as it can be judged without opening a file.</summary>
    /// <exception cref="UsageException">Options contradict each other or are out of range.</exception>
    public static FacesRequest Of(CommandRun run)
    {
        float beta = run.Get(Beta);
        PictureFormat format = run.Get(Format);
        RequireOrThrow(beta is >= 0f and <= 1f, string.Create(CultureInfo.InvariantCulture, $"--beta is {beta}; it must be 0 to 1."));

        // The parser takes a number for any enumeration.
        RequireOrThrow(Enum.IsDefined(run.Get(Variation)), "--variation is normal or wide.");
        RequireOrThrow(Enum.IsDefined(format), "--format is png or jpeg.");
        RequireOrThrow(run.Get(JpegQuality) is null || format == PictureFormat.Jpeg, "--jpeg-quality says nothing about PNG files. Add --format jpeg.");
        RequireOrThrow(run.Get(Generator) is null || run.Parsed.GetResult(Variation) is null or { Implicit: true }, "--variation is the renderer's; what an ONNX generator varies comes from its noise.");
        RequireOrThrow(run.Get(CodeLength) is null || run.Get(Codes) is null, "--code-length is for drawn codes; those of --codes have the length that they have.");
        return new FacesRequest
        {
            Out = run.Require(Out),
            Identities = run.Get(Identities),
            Images = run.Get(Images) ?? 10,
            Seed = run.Get(Seed),
            Codes = run.Get(Codes),
            CodeLength = run.Get(CodeLength),
            DefaultCodeLength = DefaultLength,
            Beta = beta,
            Variation = run.Get(Variation),
            Generator = run.Get(Generator),
            Provider = run.Get(GlobalOptions.Provider) ?? new FaceGeneratorOptions().ExecutionProvider,
            Format = format,
            JpegQuality = run.Get(JpegQuality) ?? 90,
            Size = run.Get(Size) ?? FaceRenderer.Size,
            Threads = run.Get(Threads) ?? Environment.ProcessorCount,
        };
    }

    private static void RequireOrThrow(bool holds, string message)
    {
        if (!holds)
        {
            throw new UsageException(message);
        }
    }

    private static Option<int?> Number(string name, string description, int min, int max)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "number" };
        option.Validators.Add(result =>
        {
            // What is no number at all the parser refuses by itself.
            if (result.Tokens is [var token] && long.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out long given) && (given < min || given > max))
            {
                result.AddError($"{name} is {given}; it must be {min} to {max}.");
            }
        });
        return option;
    }
}
