namespace HyperFace.Host.Output;

/// <summary>A table as plain columns, for a file or a pipe.</summary>
internal static class PlainTable
{
    /// <summary>Writes header and rows, columns padded to their widest cell and two blanks apart.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string> header, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. header.Select((name, column) => rows.Select(row => row[column].Length).Append(name.Length).Max())];
        WriteRow(output, header, widths);
        foreach (string[] row in rows)
        {
            WriteRow(output, row, widths);
        }
    }

    private static void WriteRow(TextWriter output, IReadOnlyList<string> cells, int[] widths) =>
        output.WriteLine(Printable.From(string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column])))).Replace('\n', ' ').TrimEnd());
}
