using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace HyperFace.Host.Commands;

/// <summary>The help, with the exit codes and settings behind that of the program itself.</summary>
internal sealed class RootHelp(HelpAction help) : SynchronousCommandLineAction
{
    private const string Appendix = """
        Exit codes:
          0    done; a search or a comparison: match
          1    done, and the answer is no: nobody matches (or it stays open), rows were rejected, or a model is not as it should be
          2    the command line or the configuration is wrong
          3    what was named is not there or is refused: gallery, subject, file, image, model, checkpoint
          4    another process has the gallery, or the address, in use
          5    the disk refused, a log is damaged, or a rebuild failed its audit
          70   a fault of this program
          130  stopped by Ctrl-C or a request to terminate

        Settings may also stand in appsettings.json beside the program or in the environment, for instance
        HyperFace__DataFolder, HyperFace__Model, HyperFace__ImportRoot; the command line wins.
        """;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int result = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is RootCommand)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Appendix);
        }

        return result;
    }
}
