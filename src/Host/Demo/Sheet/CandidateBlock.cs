using HyperFace.Host.Demo.Probing;
using HyperFace.Host.Output;
using HyperFace.Indexer;
using SkiaSharp;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>One candidate: the image that resembles the probe most, who that is, and how much.</summary>
internal static class CandidateBlock
{
    private const float BarWidth = 66;
    private const float BarHeight = 6;

    private static readonly Lettering Rank = new(12, SheetColours.Soft);
    private static readonly Lettering Subject = new(11.5f, SheetColours.Ink);

    /// <summary>Draws a candidate.</summary>
    public static void Draw(SheetCanvas canvas, SheetContent content, ProbeResult row, IdentifiedCandidate candidate, float x, float top)
    {
        bool above = row.Answer.Threshold is { } threshold && candidate.Similarity >= threshold;
        bool mate = candidate.SubjectId == row.Probe.SubjectId;
        SKColor colour = !above ? SheetColours.Faint : mate ? SheetColours.Match : SheetColours.Wrong;

        canvas.Picture(Path.Combine(content.Folder.GalleryImages, candidate.Source!), x, top, SheetLayout.Picture, SheetLayout.Corner);
        if (above)
        {
            canvas.Outline(SKRect.Create(x, top, SheetLayout.Picture, SheetLayout.Picture), SheetLayout.Corner, colour, 3);
        }

        if (mate)
        {
            canvas.Mark(good: true, x + SheetLayout.Picture - 14, top + 14, 9, SheetColours.Match);
        }

        float text = x + SheetLayout.Picture + 10;
        canvas.Text($"rank {candidate.Rank}", text, top + 18, Rank);
        canvas.Text(InWords.Similarity(candidate.Similarity), text, top + 45, new Lettering(18, above ? colour : SheetColours.Ink, Bold: true));
        DrawBar(canvas, candidate.Similarity, row.Answer.Threshold, colour, text, top + 58);
        canvas.Text(candidate.SubjectId, text, top + 88, Subject);
    }

    /// <summary>Similarity 0 to 1 as a bar, with a notch at the threshold.</summary>
    private static void DrawBar(SheetCanvas canvas, float similarity, float? threshold, SKColor colour, float x, float y)
    {
        canvas.Fill(SKRect.Create(x, y, BarWidth, BarHeight), BarHeight / 2, SheetColours.Line);
        float length = BarWidth * Math.Clamp(similarity, 0f, 1f);
        canvas.Fill(SKRect.Create(x, y, Math.Max(length, BarHeight), BarHeight), BarHeight / 2, colour == SheetColours.Faint ? SheetColours.Soft : colour);
        if (threshold is { } limit)
        {
            canvas.Fill(SKRect.Create(x + (BarWidth * Math.Clamp(limit, 0f, 1f)) - 1, y - 4, 2, BarHeight + 8), 0, SheetColours.Ink);
        }
    }
}
