using System.Text.Json;
using HyperFace.Host.Commands;
using HyperFace.Host.Resources;
using Spectre.Console;

namespace HyperFace.Host.Output;

/// <summary>
/// Where a command writes. Results go to standard output, everything about them to standard error, so that a result can
/// be piped. On a terminal tables are drawn; elsewhere they are plain columns; with <c>--json</c> results are documents.
/// </summary>
internal sealed class Screen
{
    private readonly TextWriter _results = Console.Out;
    private readonly TextWriter _remarks = Console.Error;
    private readonly Lazy<IAnsiConsole> _errorConsole = new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    /// <summary>A screen on the process's own streams.</summary>
    /// <param name="json">Write for machines.</param>
    public Screen(bool json)
    {
        Json = json;
        DrawsResults = !json && !Console.IsOutputRedirected;
        DrawsProgress = !json && !Console.IsErrorRedirected;
    }

    /// <summary>Whether a machine reads.</summary>
    public bool Json { get; }

    /// <summary>Whether results are drawn for a terminal.</summary>
    public bool DrawsResults { get; }

    /// <summary>Whether progress is drawn on a terminal.</summary>
    public bool DrawsProgress { get; }

    /// <summary>Standard error as something to draw on.</summary>
    public IAnsiConsole ErrorConsole => _errorConsole.Value;

    /// <summary>Writes a result: as a document, or in words.</summary>
    public void Write<T>(T document, Action inWords)
    {
        if (Json)
        {
            _results.WriteLine(JsonSerializer.Serialize(document, JsonForm.Options));
        }
        else
        {
            inWords();
        }
    }

    /// <summary>Writes a line of a result in words.</summary>
    public void Line(string line = "") => _results.WriteLine(Printable.From(line));

    /// <summary>Writes a table of a result in words.</summary>
    public void Table(IReadOnlyList<string> header, IReadOnlyList<string[]> rows)
    {
        if (DrawsResults)
        {
            DrawnTable.Write(header, rows);
        }
        else
        {
            PlainTable.Write(_results, header, rows);
        }
    }

    /// <summary>Writes facts about one thing: a name and a value per line.</summary>
    public void Facts(params (string Name, string? Value)[] facts)
    {
        int width = facts.Max(fact => fact.Name.Length);
        foreach ((string name, string? value) in facts.Where(fact => fact.Value is not null))
        {
            Line($"{name.PadRight(width)}  {value}");
        }
    }

    /// <summary>Tells the person something beside the result; nothing when a machine reads.</summary>
    public void Note(string note)
    {
        if (!Json)
        {
            _remarks.WriteLine(Printable.From(note));
        }
    }

    /// <summary>Says why the command failed.</summary>
    public void Fail(Failure failure) => _remarks.WriteLine(Json
        ? JsonSerializer.Serialize(new { failure.Code, failure.Message, ExitCode = (int)failure.ExitCode }, JsonForm.Options)
        : $"hyperface: {Printable.From(failure.Message)}");
}
