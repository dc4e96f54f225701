namespace HyperFace.Search;

/// <summary>A part of a search; a template may be read by several, and in a sweep by the same one twice.</summary>
public enum SearchStage
{
    /// <summary>The peak codes, of half a bit a dimension, of all templates, 32 at a time, where they exclude most. Passed: those they cannot exclude when they are looked at, which is when the cut has risen, and whom the filter lets through.</summary>
    PeakCodes,

    /// <summary>The one-bit codes of all other templates. Passed as with peak codes.</summary>
    SignCodes,

    /// <summary>The two-bit codes of what passed. The time of all that a sweep does behind peak and one-bit codes is counted here.</summary>
    TwoBitCodes,

    /// <summary>The byte codes of what passed.</summary>
    ByteCodes,

    /// <summary>The vectors of what passed; passed here is what came in among the candidates of that moment.</summary>
    Vectors,

    /// <summary>The upper layers of the graph. Read: nodes compared; passed: steps taken.</summary>
    GraphDescent,

    /// <summary>The lowest layer of the graph. Read: nodes compared, or glanced at and not compared; passed: nodes whose links were followed.</summary>
    GraphWalk,

    /// <summary>Templates not yet linked, scanned or swept beside the graph.</summary>
    PendingScan,

    /// <summary>The scan in full precision.</summary>
    ExactScan,
}
