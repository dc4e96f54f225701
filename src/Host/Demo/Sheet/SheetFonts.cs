using SkiaSharp;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>The type that comes with the program: a sheet looks the same on a machine without a font. Not thread-safe.</summary>
internal sealed class SheetFonts : IDisposable
{
    private readonly SKTypeface _regular = Load("Inter-Regular-subset.otf");
    private readonly SKTypeface _semiBold = Load("Inter-SemiBold-subset.otf");
    private readonly Dictionary<(float, bool), SKFont> _fonts = [];

    /// <summary>The font for a lettering.</summary>
    public SKFont this[Lettering lettering]
    {
        get
        {
            (float, bool) key = (lettering.Size, lettering.Bold);
            if (!_fonts.TryGetValue(key, out SKFont? font))
            {
                font = new SKFont(lettering.Bold ? _semiBold : _regular, lettering.Size) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None, Subpixel = true };
                _fonts.Add(key, font);
            }

            return font;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SKFont font in _fonts.Values)
        {
            font.Dispose();
        }

        _regular.Dispose();
        _semiBold.Dispose();
    }

    private static SKTypeface Load(string resource)
    {
        using Stream stream = typeof(SheetFonts).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource '{resource}' is missing from this build.");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"The resource '{resource}' is not a font.");
    }
}
