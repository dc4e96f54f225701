using System.Text.Json;

namespace HyperFace.Host.Tests.Cli;

/// <summary>What a command left behind.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>The command ended so, without a word on standard error.</summary>
    public CommandResult Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} in place of {exitCode}\n{Output}\n{Errors}");
        Assert.Equal("", Errors);
        return this;
    }

    /// <summary>The command failed so, with one line on standard error and nothing on standard output.</summary>
    public CommandResult ExpectFailure(int exitCode, string message)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} in place of {exitCode}\n{Output}\n{Errors}");
        Assert.Equal("", Output);
        return ExpectFailureAfterLog(exitCode, message);
    }

    /// <summary>The command failed so, with one line on standard error; a server has written its log before.</summary>
    public CommandResult ExpectFailureAfterLog(int exitCode, string message)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} in place of {exitCode}\n{Output}\n{Errors}");
        AssertIsFailure(Assert.Single(Errors.TrimEnd('\n').Split('\n')), message);
        return this;
    }

    /// <summary>The command failed so, in its last line on standard error; before, if the machine was busy, it said how far it was.</summary>
    public CommandResult ExpectFailureAfterProgress(int exitCode, string message)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} in place of {exitCode}\n{Output}\n{Errors}");
        Assert.Equal("", Output);
        string[] lines = Errors.TrimEnd('\n').Split('\n');
        Assert.All(lines[..^1], line => Assert.EndsWith(" left", line, StringComparison.Ordinal));
        AssertIsFailure(lines[^1], message);
        return this;
    }

    private static void AssertIsFailure(string line, string message)
    {
        Assert.StartsWith("hyperface: ", line, StringComparison.Ordinal);
        Assert.Contains(message, line, StringComparison.Ordinal);
        Assert.DoesNotContain("HyperFace.", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
    }
}
