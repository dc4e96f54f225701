using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using HyperFace.Host.Output;

namespace HyperFace.Host.Commands;

/// <summary>From the words of a command line to an exit code.</summary>
internal static class CommandLine
{
    private const string Description = """
        HyperFace.Search: given one face, who is it among the enrolled, or is it nobody?

        Try 'hyperface demo' first. Then: create a gallery, enrol a folder of <subjectId>/<image>.jpg, identify an image.
        """;

    /// <summary>Parses and runs.</summary>
    public static async Task<int> RunAsync(string[] arguments, params Command[] commands)
    {
        using var interruption = new Interruption();
        ParseResult parsed = Root(commands).Parse(arguments.Length == 0 ? ["--help"] : arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return Refuse(parsed);
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
            interruption.Token).ConfigureAwait(false);
    }

    private static RootCommand Root(Command[] commands)
    {
        var root = new RootCommand(Description);
        foreach (Option option in GlobalOptions.All)
        {
            root.Add(option);
        }

        foreach (Command command in commands)
        {
            root.Add(command);
        }

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new RootHelp((HelpAction)help.Action!);
        return root;
    }

    private static int Refuse(ParseResult parsed)
    {
        var screen = new Screen(parsed.GetValue(GlobalOptions.Json));
        string message = string.Join(" ", parsed.Errors.Select(error => ParseFailure.InWords(error.Message)).Distinct());
        screen.Fail(new Failure(ExitCode.Usage, "usage", $"{message} See 'hyperface {PathOf(parsed.CommandResult)}--help'."));
        return (int)ExitCode.Usage;
    }

    private static string PathOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{PathOf(parent)}{result.Command.Name} " : "";
}
