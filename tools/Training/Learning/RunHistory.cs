namespace HyperFace.Training.Learning;

/// <summary>How a run went up to some step.</summary>
/// <param name="Minutes">Time of the steps, without that of validating.</param>
/// <param name="Sums">What the next point will be the mean of, so far.</param>
/// <param name="Points">The losses.</param>
/// <param name="Validations">How well the network did meanwhile.</param>
internal sealed record RunHistory(double Minutes, PointSums Sums, IReadOnlyList<TrainingPoint> Points, IReadOnlyList<ValidationPoint> Validations);

/// <summary>Sums over the steps since the last point.</summary>
/// <param name="Loss">Of the losses.</param>
/// <param name="Accuracy">Of the shares of pictures that were nearest to their own person.</param>
/// <param name="Steps">How many steps.</param>
/// <param name="Seconds">Their time.</param>
internal readonly record struct PointSums(double Loss, double Accuracy, int Steps, double Seconds);
