using HyperFace.Indexer;
using HyperFace.Search;

namespace HyperFace.Host.Commands.Identifying;

/// <summary>What a search did, for people.</summary>
internal static class SearchInWords
{
    /// <summary>Names a mode.</summary>
    public static string Of(SearchMode mode) => mode switch
    {
        SearchMode.Certified => "certified sweep",
        SearchMode.Graph => "graph",
        _ => "exact scan",
    };

    /// <summary>Names a limit.</summary>
    public static string Of(SearchStop stop) => stop == SearchStop.TimeLimit ? "time limit" : "visit limit";

    /// <summary>Says why a mode was chosen.</summary>
    public static string Of(ModeReason reason) => reason switch
    {
        ModeReason.Requested => "as asked for",
        ModeReason.NoCodes => "vectors of so few dimensions have no codes to sweep",
        ModeReason.FewTemplates => "so few templates are scanned",
        ModeReason.WithinSweepLimit => "so many templates are swept",
        ModeReason.BeyondSweepLimit => "there are more templates than are swept",
        ModeReason.SweepAsFast => "a walk would not be much faster than a sweep",
        ModeReason.RecallOutOfReach => "no walk finds the share of mates that was asked for",
        ModeReason.TimeLimit => "a sweep would not end within the time limit",
        ModeReason.NothingLinked => "there is no graph yet",
        ModeReason.SelectiveFilter => "the filter lets few through",
        ModeReason.VisitLimit => "the visit limit ends before a sweep would",
        ModeReason.EverybodyAsked => "everybody was asked for, and the graph may miss somebody",
        ModeReason.NobodyFound => "nobody was found, which only a sweep can confirm",
        ModeReason.Audited => "one walk in so many is compared with a sweep",
        ModeReason.WalkStarved => "those near the probe are kept out, removed, or all of a few subjects",
        _ => reason.ToString(),
    };

    /// <summary>Names a stage.</summary>
    public static string Of(SearchStage stage) => stage switch
    {
        SearchStage.PeakCodes => "peak codes",
        SearchStage.SignCodes => "one-bit codes",
        SearchStage.TwoBitCodes => "two-bit codes",
        SearchStage.ByteCodes => "byte codes",
        SearchStage.Vectors => "vectors",
        SearchStage.GraphDescent => "graph, upper layers",
        SearchStage.GraphWalk => "graph, lowest layer",
        SearchStage.PendingScan => "not yet linked",
        _ => "exact scan",
    };

    /// <summary>Says where a subject stands.</summary>
    public static string Of(ExplainedSubject subject) => subject.Standing switch
    {
        SubjectStanding.Candidate => $"candidate of rank {subject.Rank}",
        SubjectStanding.BelowCut => "below the cut",
        SubjectStanding.KeptOut => "kept out by the filter",
        _ => "reaches the cut, but the search did not come to it",
    };
}
