namespace HyperFace.Training.Judging;

/// <summary>What a model came to on people whom it never saw.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Manifest">Its manifest's file name.</param>
/// <param name="Accuracy">Verification accuracy: mean of ten parts.</param>
/// <param name="Deviation">Deviation of the ten parts.</param>
/// <param name="Trials">Identification, by size of gallery.</param>
internal sealed record Judgement(string Name, string Manifest, double Accuracy, double Deviation, IReadOnlyList<Trial> Trials);
