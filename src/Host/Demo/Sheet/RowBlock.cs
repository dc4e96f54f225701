using HyperFace.Host.Demo.Probing;
using HyperFace.Host.Output;
using HyperFace.Indexer;
using SkiaSharp;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>One probe: its picture, the decision on it, the best candidates.</summary>
internal static class RowBlock
{
    private const float Strip = 5;

    private static readonly Lettering Name = new(14, SheetColours.Ink, Bold: true);
    private static readonly Lettering Detail = new(12.5f, SheetColours.Soft);

    /// <summary>Draws a row.</summary>
    public static void Draw(SheetCanvas canvas, SheetContent content, ProbeResult row, float top)
    {
        OutcomeLook look = OutcomeLook.Of(row.Outcome);
        var card = SKRect.Create(SheetLayout.Margin, top, SheetLayout.Inner, SheetLayout.RowHeight);
        canvas.Fill(card, SheetLayout.Corner, SheetColours.Card);
        canvas.Outline(card, SheetLayout.Corner, SheetColours.Line, 1);

        float x = SheetLayout.Margin + SheetLayout.Padding;
        canvas.Picture(row.Probe.Picture.Path, x, top + SheetLayout.Padding, SheetLayout.Picture, SheetLayout.Corner);
        canvas.Outline(SKRect.Create(x, top + SheetLayout.Padding, SheetLayout.Picture, SheetLayout.Picture), SheetLayout.Corner, look.Colour, Strip - 2);
        DrawDecision(canvas, row, look, top);

        float candidate = SheetLayout.FirstCandidate;
        foreach (IdentifiedCandidate found in row.Answer.Candidates.Take(ProbeRun.Candidates))
        {
            CandidateBlock.Draw(canvas, content, row, found, candidate, top + SheetLayout.Padding);
            candidate += SheetLayout.CandidateWidth;
        }
    }

    private static void DrawDecision(SheetCanvas canvas, ProbeResult row, OutcomeLook look, float top)
    {
        float x = SheetLayout.TextColumn;
        canvas.Mark(look.Right, x + 9, top + 29, 9, look.Colour);
        canvas.Text(look.Decision, x + 27, top + 34, new Lettering(15, look.Colour, Bold: true));
        canvas.Text(look.Verdict, x, top + 60, new Lettering(12.5f, look.Colour));
        canvas.Text(row.Probe.SubjectId ?? "not enrolled", x, top + 84, Name);
        canvas.Text($"best {InWords.Similarity(row.BestSimilarity)} {Relation(row)}", x, top + 103, Detail);
        canvas.Text(Path.GetFileName(row.Probe.Picture.Path), x, top + 121, Detail);
    }

    private static string Relation(ProbeResult row) => row.Answer.Threshold is { } threshold ? $"{(row.BestSimilarity >= threshold ? "≥" : "<")} {InWords.Similarity(threshold)}" : string.Empty;
}
