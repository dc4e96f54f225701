using System.CommandLine;
using System.Text.Json;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Jobs;

/// <summary><c>hyperface job outcomes</c></summary>
internal static class JobOutcomesCommand
{
    private static readonly Argument<string> JobId = JobArgument.Create();

    private static readonly Option<RowResult?> Result = new("--result") { Description = "Only these outcomes", HelpName = "enrolled|duplicate|rejected" };

    private static readonly Option<long> From = new("--from") { Description = "Begin at this row; the first is 0", HelpName = "row" };

    private static readonly Option<int?> Max = new("--max") { Description = "At most this many rows [default: all]", HelpName = "count" };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("outcomes", "Show what became of the rows of an enrolment; with --json, one document per line.") { JobId, Result, From, Max };
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        // Streamed: a job may have millions of rows.
        var oneLine = new JsonSerializerOptions(JsonForm.Options) { WriteIndented = false };
        foreach (RowOutcome row in engine.Jobs.Outcomes(run.Require(JobId), run.Get(Result), run.Get(From)).Take(run.Get(Max) ?? int.MaxValue))
        {
            cancellation.ThrowIfCancellationRequested();
            if (run.Screen.Json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(RowResource.From(row), oneLine));
            }
            else
            {
                run.Screen.Line($"{row.Row}  {ResultOf(row)}  {row.Label}{(row.SubjectId is null ? "" : $"  subject {row.SubjectId}")}{(row.Message is null ? "" : $"  {row.Message}")}");
            }
        }

        return Task.FromResult(ExitCode.Ok);
    }

    private static string ResultOf(RowOutcome row) => row.Result switch
    {
        RowResult.Enrolled => "enrolled",
        RowResult.Duplicate => "duplicate",
        _ => "rejected",
    };
}
