using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Inference;

/// <summary>What ONNX Runtime can run a model on, by the short names that our options take: <c>CUDAExecutionProvider</c> is <c>cuda</c>.</summary>
internal static class ExecutionProviders
{
    public const string Auto = "auto";
    public const string Cpu = "cpu";
    public const string Cuda = "cuda";

    private const string Suffix = "ExecutionProvider";

    /// <summary>Sends faces to a service elsewhere: never offered, whatever the build.</summary>
    private const string Remote = "azure";

    /// <summary>The providers that this build of ONNX Runtime has.</summary>
    public static IReadOnlyList<string> InThisBuild { get; } =
        [.. OrtEnv.Instance().GetAvailableProviders().Select(Short).Where(name => name != Remote).Order(StringComparer.Ordinal)];

    /// <summary>The providers to try, in this order, for a name from the options.</summary>
    /// <exception cref="ExecutionProviderException">The name is unknown or not in this build.</exception>
    public static IReadOnlyList<string> Candidates(string name)
    {
        string wanted = name.Trim().ToLowerInvariant();
        if (wanted == Auto)
        {
            return InThisBuild.Contains(Cuda) ? [Cuda, Cpu] : [Cpu];
        }

        return InThisBuild.Contains(wanted)
            ? [wanted]
            : throw new ExecutionProviderException(
                $"The execution provider '{name}' is not in this build of ONNX Runtime. It has: {List()}.{(wanted == Cuda ? " For CUDA, build with -p:OnnxRuntime=Gpu." : "")}");
    }

    /// <summary>The exception for a provider that is in the build but does not work on this machine.</summary>
    public static ExecutionProviderException NotOnThisMachine(string name, Exception cause) =>
        new($"The execution provider '{name}' is in this build of ONNX Runtime, but does not start on this machine: {cause.Message} The build has: {List()}.", cause);

    /// <summary>Asks a session to use a provider.</summary>
    public static void Append(SessionOptions options, string name)
    {
        switch (name)
        {
            case Cpu:
                break;
            case Cuda:
                options.AppendExecutionProvider_CUDA();
                break;
            case "tensorrt":
                options.AppendExecutionProvider_Tensorrt();
                break;
            case "dml":
                options.AppendExecutionProvider_DML();
                break;
            case "rocm":
                options.AppendExecutionProvider_ROCm();
                break;
            case "migraphx":
                options.AppendExecutionProvider_MIGraphX();
                break;
            case "dnnl":
                options.AppendExecutionProvider_Dnnl();
                break;
            default:
                options.AppendExecutionProvider(LongName(name));
                break;
        }
    }

    private static string List() => string.Join(", ", InThisBuild.Prepend(Auto).Distinct());

    private static string LongName(string name) => OrtEnv.Instance().GetAvailableProviders().First(longName => Short(longName) == name)[..^Suffix.Length];

    private static string Short(string name) => (name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name).ToLowerInvariant();
}
