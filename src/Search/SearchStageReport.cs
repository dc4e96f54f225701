namespace HyperFace.Search;

/// <summary>What a stage of a search did.</summary>
/// <param name="Stage">Which.</param>
/// <param name="Read">Templates that it looked at.</param>
/// <param name="Passed">Of these, the ones that went on; see <see cref="SearchStage"/>.</param>
/// <param name="Elapsed">How long it took, added up over the threads; zero for <see cref="SearchStage.ByteCodes"/> and for <see cref="SearchStage.Vectors"/> of a sweep, whose time is that of <see cref="SearchStage.TwoBitCodes"/>.</param>
public readonly record struct SearchStageReport(SearchStage Stage, long Read, long Passed, TimeSpan Elapsed);
