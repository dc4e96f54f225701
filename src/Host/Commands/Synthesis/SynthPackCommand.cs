using System.CommandLine;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary><c>hyperface synth pack</c>: identities as points on the sphere, as far from one another as can be.</summary>
internal static class SynthPackCommand
{
    private const string Description = """
        Spread points over the unit sphere so that the most similar two are as dissimilar as can be.

        These are the identities of HyperFace's recipe; what follows makes images of them. The same seed gives the same file.
        """;

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("pack", Description);
        foreach (Option option in SynthPackOptions.All)
        {
            command.Add(option);
        }

        command.SetHostAction((run, cancellation) => Task.FromResult(Run(run, cancellation)));
        return command;
    }

    private static ExitCode Run(CommandRun run, CancellationToken cancellation)
    {
        string target = run.Require(SynthPackOptions.Out);
        (Option Option, string? Path)[] written =
        [
            (SynthPackOptions.Out, target),
            (SynthPackOptions.Curve, run.Get(SynthPackOptions.Curve)),
            (SynthPackOptions.Plot, run.Get(SynthPackOptions.Plot)),
            (SynthPackOptions.Checkpoint, run.Get(SynthPackOptions.Checkpoint)),
        ];
        OutputPath.CheckApart(written, [(SynthPackOptions.Initial, run.Get(SynthPackOptions.Initial)), (SynthPackOptions.Gallery, run.Get(SynthPackOptions.Gallery))]);
        foreach ((_, string? path) in written)
        {
            OutputPath.Check(path);
        }

        using PackedPoints? initial = run.Get(SynthPackOptions.Initial) is { } from ? PackedPoints.Read(from) : null;
        using PackedPoints? gallery = run.Get(SynthPackOptions.Gallery) is { } near ? PackedPoints.Read(near) : null;
        PackingOptions options = SynthPackOptions.Of(run, initial, gallery);
        long began = TimeProvider.System.GetTimestamp();
        PackingReport report;
        try
        {
            report = SpherePacking.Run(options, initial, gallery, new PackingLines(run.Screen, options.Passes), cancellation);
        }
        catch (ArgumentException e)
        {
            throw UsageException.From(e);
        }

        using PackedPoints points = report.Points;
        var took = TimeProvider.System.GetElapsedTime(began);
        points.Save(target);
        if (run.Get(SynthPackOptions.Curve) is { } curve)
        {
            PackingCurve.WriteCsv(curve, report.Curve);
        }

        if (run.Get(SynthPackOptions.Plot) is { } plot)
        {
            PackingPlot.Write(plot, report);
        }

        if (report.CheckpointFailure is { } failure)
        {
            run.Screen.Note($"The last checkpoint was not written: {failure.Message} The points were.");
        }

        run.Screen.Write(PackingResource.From(report, options, target, took), () =>
        {
            run.Screen.Table(
                ["pass", "largest similarity", "mean to the nearest"],
                [.. PackingCurve.Landmarks(report.Curve).Select(progress => new[] { InWords.Count(progress.Pass), PackingCurve.Largest(progress), PackingCurve.MeanNearest(progress) })]);
            run.Screen.Facts(
                ("points", $"{target}, {InWords.Count(points.Count)} of {points.Dimension} values"),
                ("lower bound", $"{PackingCurve.Similarity(report.WelchBound)} (Welch, for the similarity without its sign)"),
                ("gallery", report.After.GalleryDistance is { } distance ? $"mean distance to the nearest embedding {PackingCurve.Similarity(report.Before.GalleryDistance)} before, {PackingCurve.Similarity(distance)} after" : null),
                ("resumed", report.ResumedAt > 0 ? $"after pass {InWords.Count(report.ResumedAt)}, from {options.Checkpoint}" : null),
                ("took", InWords.Time(took)));
        });
        return ExitCode.Ok;
    }
}
