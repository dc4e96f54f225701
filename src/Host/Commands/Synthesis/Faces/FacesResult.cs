namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>What a run of <c>synth faces</c> made.</summary>
/// <param name="Out">Where it lies.</param>
/// <param name="Dataset">What <c>dataset.json</c> says.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ImagesPerSecond">How fast.</param>
internal sealed record FacesResult(string Out, DatasetDocument Dataset, double Seconds, double ImagesPerSecond);
