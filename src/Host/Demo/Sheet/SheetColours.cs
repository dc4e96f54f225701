using SkiaSharp;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>The colours of the sheet. Right, refused and wrong stay apart for the colour-blind too, and each also says its name.</summary>
internal static class SheetColours
{
    public static readonly SKColor Page = new(0xF4, 0xF5, 0xF7);
    public static readonly SKColor Card = SKColors.White;
    public static readonly SKColor Line = new(0xE1, 0xE4, 0xEA);
    public static readonly SKColor Ink = new(0x17, 0x1C, 0x26);
    public static readonly SKColor Soft = new(0x5B, 0x65, 0x75);
    public static readonly SKColor Faint = new(0xC3, 0xC9, 0xD3);
    public static readonly SKColor Match = new(0x0B, 0x7A, 0x5E);
    public static readonly SKColor NoMatch = new(0x2F, 0x5F, 0xA8);
    public static readonly SKColor Wrong = new(0xC2, 0x41, 0x0C);
    public static readonly SKColor Open = new(0x8A, 0x6D, 0x12);
}
