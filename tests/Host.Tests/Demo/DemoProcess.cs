using System.Diagnostics;

namespace HyperFace.Host.Tests.Demo;

/// <summary>The program as a user runs it: a process with arguments, two streams and an exit code.</summary>
internal sealed class DemoProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;
    private readonly TaskCompletionSource _noticed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DemoProcess(string workingFolder, string? notice, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "hyperface.dll"), .. arguments])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = ReadErrorAsync(notice);
    }

    /// <summary>The process's id.</summary>
    public int Id => _process.Id;

    /// <summary>Completes when the notice was written, or the process has ended.</summary>
    public Task Noticed => _noticed.Task;

    /// <summary>Starts the program.</summary>
    /// <param name="workingFolder">Where it stands.</param>
    /// <param name="notice">What <see cref="Noticed"/> waits for on standard error.</param>
    /// <param name="arguments">The command line.</param>
    public static DemoProcess Start(string workingFolder, string? notice, params string[] arguments) => new(workingFolder, notice, arguments);

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string workingFolder, params string[] arguments)
    {
        using DemoProcess process = Start(workingFolder, notice: null, arguments);
        return await process.EndAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task<string> ReadErrorAsync(string? notice)
    {
        var lines = new List<string>();
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (notice is not null && line.Contains(notice, StringComparison.Ordinal))
            {
                _noticed.TrySetResult();
            }
        }

        _noticed.TrySetResult();
        return string.Join('\n', lines);
    }
}
