using System.CommandLine;
using HyperFace.Host.Commands;

namespace HyperFace.Host.Demo;

/// <summary><c>hyperface demo</c>: the whole path on synthetic faces.</summary>
internal static class DemoCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("demo", "Show the whole path on synthetic faces: render people, enrol them, index, identify.");
        command.SetEngineAction((run, engine, cancellation) => throw new UsageException("The demo is not part of this build yet."));
        return command;
    }
}
