using System.CommandLine;
using HyperFace.Host.Output;

namespace HyperFace.Host.Commands;

/// <summary>One run of a command: what was asked, and where to answer.</summary>
internal sealed class CommandRun(ParseResult parsed)
{
    /// <summary>The command line.</summary>
    public ParseResult Parsed { get; } = parsed;

    /// <summary>Where the answer goes.</summary>
    public Screen Screen { get; } = new(parsed.GetValue(GlobalOptions.Json));

    /// <summary>The value of an option.</summary>
    /// <exception cref="UsageException">A path is blank.</exception>
    public T? Get<T>(Option<T> option) => NotBlank(option, Parsed.GetValue(option));

    /// <summary>The value of an argument.</summary>
    public T? Get<T>(Argument<T> argument) => Parsed.GetValue(argument);

    /// <summary>The value of an option that must be there.</summary>
    /// <exception cref="UsageException">A path is blank.</exception>
    public T Require<T>(Option<T> option) => NotBlank(option, Parsed.GetRequiredValue(option));

    /// <summary>The value of an argument that must be there.</summary>
    public T Require<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);

    /// <summary>Refuses a blank path: it comes of a variable of the shell that is not set, and what it would be taken for was not meant.</summary>
    private static T NotBlank<T>(Option option, T value) =>
        value is string text && string.IsNullOrWhiteSpace(text) && option.HelpName is "file" or "folder" or "path"
            ? throw new UsageException($"{option.Name} needs a {option.HelpName}; what was given is blank.")
            : value;
}
