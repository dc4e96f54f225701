using HyperFace.Host.Commands;
using HyperFace.Host.Commands.Detecting;
using HyperFace.Host.Commands.Enrolling;
using HyperFace.Host.Commands.Galleries;
using HyperFace.Host.Commands.Identifying;
using HyperFace.Host.Commands.Jobs;
using HyperFace.Host.Commands.Models;
using HyperFace.Host.Commands.Rebuilding;
using HyperFace.Host.Commands.Serving;
using HyperFace.Host.Commands.Subjects;
using HyperFace.Host.Commands.Synthesis;
using HyperFace.Host.Demo;

namespace HyperFace.Host;

/// <summary>The program <c>hyperface</c>: its commands, in the order in which a newcomer meets them.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => CommandLine.RunAsync(
        arguments,
        DemoCommand.Create(),
        GalleryCommand.Create(),
        DetectCommand.Create(),
        EnrolCommand.Create(),
        IdentifyCommand.Create(),
        VerifyCommand.Create(),
        ExplainCommand.Create(),
        SubjectCommand.Create(),
        RebuildCommand.Create(),
        JobCommand.Create(),
        ModelCommand.Create(),
        SynthCommand.Create(),
        ServeCommand.Create());
}
