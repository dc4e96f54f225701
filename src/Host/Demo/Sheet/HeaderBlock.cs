using HyperFace.Host.Demo.Probing;
using HyperFace.Host.Output;
using SkiaSharp;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>The head of the sheet: what was asked, and the figures.</summary>
internal static class HeaderBlock
{
    /// <summary>Its height.</summary>
    public const float Height = 222;

    private const float TileTop = 126;
    private const float TileHeight = 78;
    private const int Tiles = 5;

    private static readonly Lettering Brand = new(13, SheetColours.Soft, Bold: true);
    private static readonly Lettering Title = new(29, SheetColours.Ink, Bold: true);
    private static readonly Lettering Subtitle = new(14, SheetColours.Soft);
    private static readonly Lettering Caption = new(12, SheetColours.Soft);

    /// <summary>Draws it at the top.</summary>
    public static void Draw(SheetCanvas canvas, SheetContent content)
    {
        DemoSettings settings = content.Settings;
        DemoFigures figures = content.Figures;
        canvas.Text("HyperFace.Search demo", SheetLayout.Margin, 44, Brand);
        canvas.Text("Who is it among the enrolled, or is it nobody?", SheetLayout.Margin, 80, Title);
        canvas.Text(
            $"{InWords.Count(settings.Subjects)} synthetic people enrolled with {Images(settings.ImagesPerSubject)} each, " +
            $"then {InWords.Count(figures.Mated.Probes)} new pictures of them and {InWords.Count(figures.NonMated.Probes)} of people who are not enrolled",
            SheetLayout.Margin,
            106,
            Subtitle);
        DrawTiles(canvas, figures);
    }

    private static void DrawTiles(SheetCanvas canvas, DemoFigures figures)
    {
        (MatedFigures mated, NonMatedFigures nonMated) = (figures.Mated, figures.NonMated);
        DrawTile(canvas, 0, InWords.Percent(mated.Rank1Rate), $"rank 1: {Of(mated.Rank1, mated.Probes)} enrolled", SheetColours.Ink);
        DrawTile(canvas, 1, InWords.Count(mated.Hits), $"hits of {InWords.Count(mated.Probes)} enrolled", SheetColours.Match);
        DrawTile(canvas, 2, InWords.Count(mated.Misses), $"misses, FNIR {InWords.Percent(mated.Fnir)}", Alarm(mated.Misses));
        DrawTile(canvas, 3, InWords.Count(nonMated.FalsePositives), $"false positives of {InWords.Count(nonMated.Probes)}", Alarm(nonMated.FalsePositives));
        DrawTile(canvas, 4, InWords.Similarity(figures.Threshold), "threshold, from the model", SheetColours.Ink);
    }

    private static void DrawTile(SheetCanvas canvas, int tile, string figure, string caption, SKColor colour)
    {
        float width = (SheetLayout.Inner - ((Tiles - 1) * SheetLayout.Gap)) / Tiles;
        float x = SheetLayout.Margin + (tile * (width + SheetLayout.Gap));
        var area = SKRect.Create(x, TileTop, width, TileHeight);
        canvas.Fill(area, SheetLayout.Corner, SheetColours.Card);
        canvas.Outline(area, SheetLayout.Corner, SheetColours.Line, 1);
        canvas.Text(figure, x + 16, TileTop + 39, new Lettering(27, colour, Bold: true));
        canvas.Text(caption, x + 16, TileTop + 61, Caption);
    }

    private static SKColor Alarm(int count) => count == 0 ? SheetColours.Match : SheetColours.Wrong;

    private static string Images(int count) => count == 1 ? "1 image" : $"{InWords.Count(count)} images";

    private static string Of(int part, int whole) => $"{InWords.Count(part)} of {InWords.Count(whole)}";
}
