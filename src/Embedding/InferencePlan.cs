namespace HyperFace.Embedding;

/// <summary>How a model is spread over the processors. All calls share one session, so that the weights are in memory once.</summary>
/// <param name="Calls">Calls of the model that run side by side.</param>
/// <param name="Threads">Threads inside one call.</param>
/// <param name="BatchSize">Faces in one call, at most.</param>
/// <param name="FacesPerSecond">What was measured for this plan; null when it was not measured.</param>
public sealed record InferencePlan(int Calls, int Threads, int BatchSize, double? FacesPerSecond = null);
