namespace HyperFace.Search;

/// <summary>What the audit of live searches found since the index was opened or last calibrated: one in so many walks is swept too.</summary>
/// <param name="Audited">Walks that were compared with a sweep that found somebody.</param>
/// <param name="Agreed">Of these, the ones whose best candidate was the sweep's.</param>
/// <param name="Widening">What ef is multiplied by because too many did not agree; 1 at first.</param>
public readonly record struct WalkAudit(long Audited, long Agreed, double Widening);
