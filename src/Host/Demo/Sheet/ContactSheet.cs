using SkiaSharp;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>Draws what a demo found, for people to look at.</summary>
internal static class ContactSheet
{
    /// <summary>Writes the sheet as a PNG file.</summary>
    public static void Write(string path, SheetContent content)
    {
        using SKData png = Draw(content);
        using FileStream file = File.Create(path);
        png.SaveTo(file);
    }

    private static SKData Draw(SheetContent content)
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo(SheetLayout.Width, Height(content), SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SheetCanvas(surface.Canvas);
        surface.Canvas.Clear(SheetColours.Page);
        HeaderBlock.Draw(canvas, content);
        float y = HeaderBlock.Height;
        foreach (SheetSection section in content.Sections)
        {
            y = SectionBlock.Draw(canvas, content, section, y);
        }

        LegendBlock.Draw(canvas, content, y);
        using SKImage image = surface.Snapshot();
        return image.Encode(SKEncodedImageFormat.Png, 100);
    }

    private static int Height(SheetContent content)
    {
        using var nowhere = new SKNoDrawCanvas(1, 1);
        using var canvas = new SheetCanvas(nowhere);
        return (int)(HeaderBlock.Height + content.Sections.Sum(SectionBlock.HeightOf) + LegendBlock.HeightOf(canvas, content));
    }
}
