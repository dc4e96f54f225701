namespace HyperFace.Host.Demo.Sheet;

/// <summary>Measures of the sheet, in pixels.</summary>
internal static class SheetLayout
{
    public const int Width = 1000;
    public const float Margin = 36;
    public const float Inner = Width - (2 * Margin);
    public const float Gap = 10;
    public const float Padding = 12;
    public const float Picture = 112;
    public const float RowHeight = Picture + (2 * Padding);
    public const float Corner = 8;
    public const float TextColumn = Margin + Padding + Picture + 18;
    public const float FirstCandidate = 342;
    public const float CandidateWidth = 205;
}
