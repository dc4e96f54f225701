using HyperFace.Host.Demo.Probing;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>Results of one kind, some of which are shown.</summary>
/// <param name="Title">What kind.</param>
/// <param name="Selection">Which of them, and how many there are.</param>
/// <param name="Rows">Those that are shown.</param>
internal sealed record SheetSection(string Title, string Selection, IReadOnlyList<ProbeResult> Rows);
