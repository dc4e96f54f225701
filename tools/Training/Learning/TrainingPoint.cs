namespace HyperFace.Training.Learning;

/// <summary>How a run went over some steps.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Loss">Mean loss.</param>
/// <param name="Accuracy">Share of pictures that were nearest to their own person.</param>
/// <param name="PicturesPerSecond">Speed.</param>
internal sealed record TrainingPoint(int Step, double Loss, double Accuracy, double PicturesPerSecond);
