using SkiaSharp;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>The few strokes that the sheet is made of. Not thread-safe.</summary>
internal sealed class SheetCanvas(SKCanvas canvas) : IDisposable
{
    // Strokes on a disc of radius 1.
    private static readonly (float, float, float, float)[] Tick = [(-0.42f, 0.04f, -0.12f, 0.36f), (-0.12f, 0.36f, 0.46f, -0.34f)];
    private static readonly (float, float, float, float)[] Cross = [(-0.36f, -0.36f, 0.36f, 0.36f), (-0.36f, 0.36f, 0.36f, -0.36f)];

    private readonly SheetFonts _fonts = new();

    /// <summary>Fills a rectangle with round corners.</summary>
    public void Fill(SKRect area, float corner, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawRoundRect(area, corner, corner, paint);
    }

    /// <summary>Draws the outline of a rectangle with round corners; the stroke lies inside.</summary>
    public void Outline(SKRect area, float corner, SKColor colour, float width)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true, IsStroke = true, StrokeWidth = width };
        area.Inflate(-width / 2, -width / 2);
        canvas.DrawRoundRect(area, corner, corner, paint);
    }

    /// <summary>Writes a line; returns where it ends.</summary>
    public float Text(string text, float x, float baseline, Lettering lettering, SKTextAlign align = SKTextAlign.Left)
    {
        SKFont font = _fonts[lettering];
        string known = Known(text, font);
        using var paint = new SKPaint { Color = lettering.Colour, IsAntialias = true };
        canvas.DrawText(known, x, baseline, align, font, paint);
        return x + font.MeasureText(known);
    }

    /// <summary>Writes a text over several lines; returns the baseline below the last.</summary>
    public float Paragraph(string text, float x, float baseline, float width, float leading, Lettering lettering)
    {
        foreach (string line in Lines(text, width, lettering))
        {
            Text(line, x, baseline, lettering);
            baseline += leading;
        }

        return baseline;
    }

    /// <summary>The lines of a text that is at most so wide.</summary>
    public IReadOnlyList<string> Lines(string text, float width, Lettering lettering)
    {
        var lines = new List<string>();
        string line = string.Empty;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && WidthOf(longer, lettering) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = longer;
        }

        return line.Length == 0 ? lines : [.. lines, line];
    }

    /// <summary>How wide a line is.</summary>
    public float WidthOf(string text, Lettering lettering) => _fonts[lettering].MeasureText(Known(text, _fonts[lettering]));

    /// <summary>Draws an image file into a square with round corners.</summary>
    public void Picture(string path, float x, float y, float size, float corner)
    {
        var area = SKRect.Create(x, y, size, size);
        using SKImage image = SKImage.FromEncodedData(path) ?? throw new IOException($"'{path}' cannot be read as an image.");
        using var clip = new SKRoundRect(area, corner);
        canvas.Save();
        canvas.ClipRoundRect(clip, SKClipOperation.Intersect, antialias: true);
        canvas.DrawImage(image, area, new SKSamplingOptions(SKCubicResampler.Mitchell));
        canvas.Restore();
    }

    /// <summary>Draws a tick, or a cross where <paramref name="good"/> is false, on a disc.</summary>
    public void Mark(bool good, float centreX, float centreY, float radius, SKColor colour)
    {
        using var disc = new SKPaint { Color = colour, IsAntialias = true };
        using var ring = new SKPaint { Color = SheetColours.Card, IsAntialias = true };
        canvas.DrawCircle(centreX, centreY, radius + 2, ring);
        canvas.DrawCircle(centreX, centreY, radius, disc);

        using var stroke = new SKPaint { Color = SheetColours.Card, IsAntialias = true, IsStroke = true, StrokeWidth = radius * 0.28f, StrokeCap = SKStrokeCap.Round };
        foreach ((float fromX, float fromY, float toX, float toY) in good ? Tick : Cross)
        {
            canvas.DrawLine(centreX + (radius * fromX), centreY + (radius * fromY), centreX + (radius * toX), centreY + (radius * toY), stroke);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _fonts.Dispose();

    /// <summary>The type holds few characters: what it lacks becomes a question mark rather than an empty box.</summary>
    private static string Known(string text, SKFont font) =>
        font.ContainsGlyphs(text) ? text : string.Concat(text.Select(c => font.ContainsGlyph(c) ? c : '?'));
}
