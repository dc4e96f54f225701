using System.CommandLine;
using System.CommandLine.Parsing;

namespace HyperFace.Host.Commands.Enrolling;

/// <summary><c>hyperface enroll</c>: a whole source as a job, or images at once.</summary>
internal static class EnrolCommand
{
    private const string Description = """
        Enrol faces into a gallery: from a folder, a CSV file, ready-made embeddings, or images.

        A bulk enrolment may be stopped (Ctrl-C) or die at any moment: the same command again goes on where it stopped.
        The same content is enrolled once per subject, so that repeating a command does no harm.
        """;

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("enroll", Description) { EnrolOptions.Gallery };
        command.Aliases.Add("enrol");
        foreach (Option option in EnrolOptions.All)
        {
            command.Add(option);
        }

        command.Validators.Add(Validate);
        command.SetEngineAction((run, engine, cancellation) => run.Get(EnrolOptions.Images) is { Length: > 0 }
            ? ImageEnrolments.RunAsync(run, engine, cancellation)
            : BulkEnrolment.RunAsync(run, engine, cancellation));
        return command;
    }

    private static void Validate(CommandResult result)
    {
        if (EnrolOptions.Sources.Count(option => result.GetResult(option) is not null) != 1)
        {
            result.AddError("Name exactly one source: --folder, --csv, --npy, --jsonl or --image.");
            return;
        }

        Together(result, EnrolOptions.Npy, EnrolOptions.Ids, both: true);
        Together(result, EnrolOptions.Images, EnrolOptions.Subject, both: true);
        Together(result, EnrolOptions.Csv, EnrolOptions.Root, both: false);
        Together(result, EnrolOptions.Images, EnrolOptions.Metadata, both: false);
    }

    /// <summary>The second option belongs to the first; where <paramref name="both"/>, the first also needs it.</summary>
    private static void Together(CommandResult result, Option first, Option second, bool both)
    {
        bool hasFirst = result.GetResult(first) is not null;
        bool hasSecond = result.GetResult(second) is not null;
        if (hasSecond && !hasFirst)
        {
            result.AddError($"{second.Name} belongs to {first.Name}.");
        }
        else if (both && hasFirst && !hasSecond)
        {
            result.AddError($"{first.Name} also needs {second.Name}.");
        }
    }
}
