using HyperFace.Host.Output;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace HyperFace.Host.Hosting;

/// <summary>A command's log: what the person should know beside the result, one line each.</summary>
internal sealed class RemarkFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "remarks";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string level = logEntry.LogLevel >= LogLevel.Error ? "error" : "warning";
        textWriter.WriteLine($"hyperface: {level}: {Printable.From(logEntry.Formatter(logEntry.State, logEntry.Exception))}");
    }
}
