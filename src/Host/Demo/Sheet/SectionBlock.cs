using HyperFace.Host.Demo.Probing;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>A heading and its rows.</summary>
internal static class SectionBlock
{
    private const float HeadingHeight = 40;

    private static readonly Lettering Title = new(17, SheetColours.Ink, Bold: true);
    private static readonly Lettering Selection = new(13, SheetColours.Soft);

    /// <summary>How high a section is.</summary>
    public static float HeightOf(SheetSection section) => HeadingHeight + (section.Rows.Count * (SheetLayout.RowHeight + SheetLayout.Gap));

    /// <summary>Draws a section; returns where it ends.</summary>
    public static float Draw(SheetCanvas canvas, SheetContent content, SheetSection section, float top)
    {
        float end = canvas.Text(section.Title, SheetLayout.Margin, top + 26, Title);
        canvas.Text(section.Selection, end + 12, top + 26, Selection);
        float y = top + HeadingHeight;
        foreach (ProbeResult row in section.Rows)
        {
            RowBlock.Draw(canvas, content, row, y);
            y += SheetLayout.RowHeight + SheetLayout.Gap;
        }

        return y;
    }
}
