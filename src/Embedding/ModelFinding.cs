namespace HyperFace.Embedding;

/// <summary>One step of a model check.</summary>
/// <param name="Name">Its stable name: <c>manifest</c>, <c>finite</c>, <c>deterministic</c>, <c>batch</c>, <c>norm</c>, <c>discriminating</c> or <c>channelOrder</c>.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Words">What was found, with figures, and what to do about it.</param>
public sealed record ModelFinding(string Name, ModelFindingOutcome Outcome, string Words);
