using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HyperFace.Embedding;
using HyperFace.Training.Learning;

namespace HyperFace.Training.Commands;

/// <summary>From what a command does to an exit code, and to a file that holds what came out.</summary>
internal static class Outcome
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Says what a command does when it is called: what the caller got wrong becomes a message.</summary>
    public static Command Does(this Command command, Action<ParseResult> action)
    {
        command.SetAction(parsed =>
        {
            try
            {
                action(parsed);
                return 0;
            }
            catch (Exception exception) when (exception is TrainingException or InvalidDataException or ModelException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                Console.Error.WriteLine(exception.Message);
                return 1;
            }
        });
        return command;
    }

    /// <summary>Writes a report.</summary>
    public static void Write(string path, object report)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(report, Json) + "\n");
        Say($"Wrote {path}.");
    }

    /// <summary>A line of progress.</summary>
    public static void Say(string line) => Console.WriteLine(line);
}
