using System.CommandLine;
using HyperFace.Host.Output;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary><c>hyperface synth faces</c>: pictures of people who do not exist.</summary>
internal static class FacesCommand
{
    private const string Description = """
        Make pictures of people who do not exist: <subject>/<image>, with the truth in manifest.jsonl and codes.npy.

        Each identity code is a point on a sphere; the same code is always the same person. The same command writes the
        same bytes, whatever the number of threads.
        """;

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("faces", Description);
        foreach (Option option in FacesOptions.All)
        {
            command.Add(option);
        }

        command.SetHostAction((run, cancellation) => Task.FromResult(Run(run, cancellation)));
        return command;
    }

    private static ExitCode Run(CommandRun run, CancellationToken cancellation)
    {
        FacesRequest request = FacesOptions.Of(run);
        long start = TimeProvider.System.GetTimestamp();
        DatasetDocument dataset = Make(request, run.Screen, cancellation);
        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        double rate = dataset.Images / seconds;
        string made = $"{InWords.Count(dataset.Images)} pictures of {InWords.Count(dataset.Identities)} people";
        string took = $"{InWords.Time(TimeSpan.FromSeconds(seconds))}, {InWords.Count((long)rate)} pictures a second";
        if (request.Out == FacesOptions.Pipe)
        {
            run.Screen.Note($"{made}; {took}");
            return ExitCode.Ok;
        }

        string path = Path.GetFullPath(request.Out);
        run.Screen.Write(new FacesResult(path, dataset, seconds, rate), () => run.Screen.Facts(
            ("made", made),
            ("where", path),
            ("codes", $"codes.npy, {InWords.Count(dataset.Identities)} x {dataset.CodeLength}, {(dataset.Codes == "drawn" ? $"drawn from seed {dataset.Seed}" : $"from {dataset.Codes}")}"),
            ("took", took)));
        return ExitCode.Ok;
    }

    private static DatasetDocument Make(FacesRequest request, Screen screen, CancellationToken cancellation)
    {
        try
        {
            return new FacesRun(request, screen).Run(cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string reason = e.Message.TrimEnd('.');
            throw new IOException(
                request.Out == FacesOptions.Pipe
                    ? $"The archive cannot be written to standard output: {reason}. It has no end."
                    : $"The pictures cannot be written to '{request.Out}': {reason}. What was begun was taken back.",
                e);
        }
    }
}
