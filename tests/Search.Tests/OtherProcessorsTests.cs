using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Tests;

/// <summary>
/// The kernels and the golden files once more, in processes that are told they run on a lesser processor: what the runtime itself
/// chooses there gives the same numbers and the same bytes. The whole suite so: <c>eng/portable-tests.sh</c>.
/// </summary>
public sealed class OtherProcessorsTests
{
    /// <summary>What a process is told, by the names of .NET's settings.</summary>
    public static TheoryData<string> Lesser => ["EnableAVX512=0 EnableAVXVNNI=0 EnableAVXVNNIINT=0", "EnableAVX2=0", "EnableHWIntrinsic=0"];

    [Theory]
    [MemberData(nameof(Lesser))]
    public async Task Kernels_and_bytes_are_the_same_on_a_lesser_processor(string settings)
    {
        Assert.SkipUnless(X86Base.IsSupported, "These settings are x86's.");
        string program = Path.Combine(AppContext.BaseDirectory, "HyperFace.Search.Tests");
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? program + ".exe" : program)
        {
            ArgumentList = { "-class", "HyperFace.Search.Tests.Kernels.*", "-class", "HyperFace.Search.Tests.Codes.RotationTests", "-class", "HyperFace.Search.Tests.Snapshots.GoldenSnapshotTests" },
            RedirectStandardOutput = true,
        };
        foreach (string setting in settings.Split(' '))
        {
            string[] pair = setting.Split('=');
            start.Environment["DOTNET_" + pair[0]] = pair[1];
        }

        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.Matches("Total: [1-9][0-9]+, Errors: 0, Failed: 0", output);
    }
}
