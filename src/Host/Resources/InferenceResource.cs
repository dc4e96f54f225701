using HyperFace.Embedding;

namespace HyperFace.Host.Resources;

/// <summary>How a face model is spread over the processors.</summary>
internal sealed record InferenceResource
{
    /// <summary>Calls of the model that run side by side.</summary>
    public required int Calls { get; init; }

    /// <summary>Threads inside one call.</summary>
    public required int Threads { get; init; }

    /// <summary>Faces in one call, at most.</summary>
    public required int BatchSize { get; init; }

    /// <summary>What was measured for it; null when it was not measured: a server does that before its first bulk enrolment.</summary>
    public double? FacesPerSecond { get; init; }

    /// <summary>The resource for a plan.</summary>
    public static InferenceResource From(InferencePlan plan) => new()
    {
        Calls = plan.Calls,
        Threads = plan.Threads,
        BatchSize = plan.BatchSize,
        FacesPerSecond = plan.FacesPerSecond,
    };
}
