namespace HyperFace.Training.Comparing;

/// <summary>One run of a comparison.</summary>
/// <param name="Arm">Where its identities come from.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Spread">How near its codes are to each other.</param>
/// <param name="Steps">Steps done.</param>
/// <param name="Minutes">What they took.</param>
/// <param name="Loss">Mean loss of the last steps.</param>
/// <param name="Manifest">The model.</param>
internal sealed record ComparedRun(Arm Arm, int Seed, CodeSpread Spread, int Steps, double Minutes, double Loss, string Manifest);
