using System.Diagnostics;

namespace HyperFace.Host.Tests.Cli;

/// <summary>The real program, run as a process.</summary>
internal sealed class HyperFaceProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private HyperFaceProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Runs a command to its end.</summary>
    public static async Task<CommandResult> RunAsync(TemporaryFolder folder, params string[] arguments)
    {
        using HyperFaceProcess process = Start(folder, arguments);
        return await process.EndAsync();
    }

    /// <summary>Starts a command whose working folder, and with it the data folder, is the test's.</summary>
    public static HyperFaceProcess Start(TemporaryFolder folder, params string[] arguments) => Start(folder, new Dictionary<string, string>(), arguments);

    /// <summary>Starts a command with settings in its environment.</summary>
    public static HyperFaceProcess Start(TemporaryFolder folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = ProgramStart.In(folder.Path, arguments);
        foreach (string variable in start.Environment.Keys.Where(name => name.StartsWith("HyperFace", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ASPNETCORE", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return new HyperFaceProcess(Process.Start(start)!);
    }

    /// <summary>Reads standard output until a line has <paramref name="text"/>; returns that line.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"The program ended without '{text}': {await _errors}");
    }

    /// <summary>Sends a signal by its name, as <c>kill</c> knows it.</summary>
    public async Task SignalAsync(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Ends the program at once: SIGKILL.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for the end.</summary>
    public async Task<CommandResult> EndAsync()
    {
        string output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string errors = await _errors;
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandResult(_process.ExitCode, output, errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
