namespace HyperFace.Training.Learning;

/// <summary>A run that has come to its end.</summary>
/// <param name="Steps">Steps done.</param>
/// <param name="Epochs">How often each picture was learned from.</param>
/// <param name="Minutes">Time of the steps, without that of validating.</param>
/// <param name="PicturesPerSecond">Pictures learned from in a second of that.</param>
/// <param name="Points">How it went.</param>
/// <param name="Validations">How well the network did on people whom it did not learn from.</param>
internal sealed record TrainingRun(int Steps, double Epochs, double Minutes, double PicturesPerSecond, IReadOnlyList<TrainingPoint> Points, IReadOnlyList<ValidationPoint> Validations);
