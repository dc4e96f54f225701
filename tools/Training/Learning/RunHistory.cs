namespace HyperFace.Training.Learning;

/// <summary>How a run went up to some step.</summary>
/// <param name="Minutes">Time of the steps, without that of validating.</param>
/// <param name="Points">The losses.</param>
/// <param name="Validations">How well the network did meanwhile.</param>
internal sealed record RunHistory(double Minutes, IReadOnlyList<TrainingPoint> Points, IReadOnlyList<ValidationPoint> Validations);
