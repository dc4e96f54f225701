using HyperFace.Host.Demo.Probing;
using SkiaSharp;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>The foot of the sheet: what the signs mean, and what the model is not good for.</summary>
internal static class LegendBlock
{
    private const float Leading = 18;
    private const float Signs = 56;

    private static readonly Lettering Text = new(12.5f, SheetColours.Soft);
    private static readonly Lettering Strong = new(12.5f, SheetColours.Ink, Bold: true);

    /// <summary>How high the legend is.</summary>
    public static float HeightOf(SheetCanvas canvas, SheetContent content) => Signs + (canvas.Lines(Notice(content), SheetLayout.Inner, Text).Count * Leading) + SheetLayout.Margin;

    /// <summary>Draws it.</summary>
    public static void Draw(SheetCanvas canvas, SheetContent content, float top)
    {
        canvas.Fill(SKRect.Create(SheetLayout.Margin, top + 12, SheetLayout.Inner, 1), 0, SheetColours.Line);
        float baseline = top + 38;
        float x = DrawOutcome(canvas, ProbeOutcome.Hit, "match, and right", SheetLayout.Margin, baseline);
        x = DrawOutcome(canvas, ProbeOutcome.Refusal, "no match, and right", x, baseline);
        x = DrawOutcome(canvas, ProbeOutcome.Miss, "wrong", x, baseline);
        canvas.Mark(good: true, x + 8, baseline - 4, 8, SheetColours.Match);
        x = canvas.Text("on a candidate: the probe's own person", x + 23, baseline, Text) + 24;
        canvas.Fill(SKRect.Create(x, baseline - 8, 34, 6), 3, SheetColours.Line);
        canvas.Fill(SKRect.Create(x, baseline - 8, 24, 6), 3, SheetColours.Soft);
        canvas.Fill(SKRect.Create(x + 15, baseline - 12, 2, 14), 0, SheetColours.Ink);
        canvas.Text("similarity 0 to 1, notch: threshold", x + 43, baseline, Text);
        canvas.Paragraph(Notice(content), SheetLayout.Margin, top + Signs + Leading, SheetLayout.Inner, Leading, Text);
    }

    private static float DrawOutcome(SheetCanvas canvas, ProbeOutcome outcome, string words, float x, float baseline)
    {
        canvas.Outline(SKRect.Create(x, baseline - 12, 16, 16), 4, OutcomeLook.Of(outcome).Colour, 3);
        return canvas.Text(words, x + 23, baseline, Strong) + 24;
    }

    private static string Notice(SheetContent content) => $"Model {content.Model.Name}. {content.Model.Notice}";
}
