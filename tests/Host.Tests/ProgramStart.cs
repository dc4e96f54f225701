using System.Diagnostics;

namespace HyperFace.Host.Tests;

/// <summary>How the tests start the program: its own executable, every stream redirected.</summary>
internal static class ProgramStart
{
    /// <summary>A start in a folder.</summary>
    public static ProcessStartInfo In(string workingFolder, params IEnumerable<string> arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "hyperface");

        // A shell without job control starts what runs in its background deaf to Ctrl-C, children included; the program
        // rightly stays so. What a person would start is not deaf.
        ProcessStartInfo start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("env", ["--default-signal=INT,QUIT,HUP", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = workingFolder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        return start;
    }
}
