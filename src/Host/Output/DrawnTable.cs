using Spectre.Console;

namespace HyperFace.Host.Output;

/// <summary>A table drawn on a terminal.</summary>
internal static class DrawnTable
{
    /// <summary>Draws header and rows.</summary>
    public static void Write(IReadOnlyList<string> header, IReadOnlyList<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (string name in header)
        {
            table.AddColumn(new TableColumn(new Text(name, new Style(decoration: Decoration.Bold))));
        }

        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(cell => new Text(Printable.From(cell))));
        }

        AnsiConsole.Write(table);
    }
}
