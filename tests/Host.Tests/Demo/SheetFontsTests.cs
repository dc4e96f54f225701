using HyperFace.Host.Demo.Sheet;
using SkiaSharp;

namespace HyperFace.Host.Tests.Demo;

public sealed class SheetFontsTests
{
    /// <summary>All that may come up in a path, a name and a notice in plain English, and what the sheet itself writes beside.</summary>
    private static readonly string Characters = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)) + "≥≤×·–—’…−→";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_type_that_ships_has_every_character_that_a_sheet_needs(bool bold)
    {
        using var fonts = new SheetFonts();

        Assert.All(Characters, character => Assert.True(fonts[new Lettering(12, SKColors.Black, bold)].ContainsGlyph(character), character.ToString()));
    }

    [Fact]
    public void The_type_is_the_one_that_ships_and_no_other()
    {
        using var fonts = new SheetFonts();

        Assert.Equal(("Inter", "Inter"), (fonts[new Lettering(12, SKColors.Black)].Typeface.FamilyName, fonts[new Lettering(12, SKColors.Black, Bold: true)].Typeface.FamilyName[..5]));
    }

    [Fact]
    public void A_long_text_is_broken_between_words_and_loses_none()
    {
        const string Text = "one two three four five six seven eight nine ten";
        using var nowhere = new SKNoDrawCanvas(1, 1);
        using var canvas = new SheetCanvas(nowhere);
        var lettering = new Lettering(12, SKColors.Black);

        IReadOnlyList<string> lines = canvas.Lines(Text, 80, lettering);

        Assert.Equal(Text, string.Join(' ', lines));
        Assert.InRange(lines.Count, 3, 8);
        Assert.All(lines, line => Assert.InRange(canvas.WidthOf(line, lettering), 1, 80));
    }
}
