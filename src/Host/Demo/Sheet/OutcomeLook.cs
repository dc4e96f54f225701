using HyperFace.Host.Demo.Probing;
using SkiaSharp;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>How an outcome is shown.</summary>
/// <param name="Decision">The decision's word.</param>
/// <param name="Verdict">The decision held against the truth.</param>
/// <param name="Right">Whether it was the right one.</param>
/// <param name="Colour">Its colour.</param>
internal readonly record struct OutcomeLook(string Decision, string Verdict, bool Right, SKColor Colour)
{
    /// <summary>The look of an outcome.</summary>
    public static OutcomeLook Of(ProbeOutcome outcome) => outcome switch
    {
        ProbeOutcome.Hit => new("MATCH", "rightly found", true, SheetColours.Match),
        ProbeOutcome.Refusal => new("NO MATCH", "rightly refused", true, SheetColours.NoMatch),
        ProbeOutcome.Miss => new("NO MATCH", "wrong: missed", false, SheetColours.Wrong),
        ProbeOutcome.WrongSubject => new("MATCH", "wrong: somebody else", false, SheetColours.Wrong),
        ProbeOutcome.FalsePositive => new("MATCH", "wrong: false positive", false, SheetColours.Wrong),
        _ => new("INCONCLUSIVE", "no threshold", false, SheetColours.Open),
    };
}
