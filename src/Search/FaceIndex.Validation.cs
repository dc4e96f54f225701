namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    private static void Validate(in SearchRequest request, int room)
    {
        Require(request.MaxCandidates is >= 1 and <= SearchRequest.MaxCandidatesLimit, request.MaxCandidates, "MaxCandidates must be 1 to 1000.");
        Require(request.Ef is >= 0 and <= 65536, request.Ef, "Ef must be 0 to 65536.");
        Require(request.Threshold is null or (>= -1 and <= 1), request.Threshold, "Threshold must be −1 to 1.");
        Require(request.MateRecall is null or (>= 0.5 and <= 1), request.MateRecall, "MateRecall must be 0.5 to 1.");
        Require(request.Threads is >= 0 and <= 1024, request.Threads, "Threads must be 0 to 1024.");
        Require(request.Mode is >= SearchMode.Auto and <= SearchMode.Certified, request.Mode, "Mode must be Auto, Exact, Graph or Certified.");
        Require(request.TimeLimit is null || request.TimeLimit >= TimeSpan.Zero, request.TimeLimit, "TimeLimit must not be negative.");
        Require(request.VisitLimit is null or >= 0, request.VisitLimit, "VisitLimit must not be negative.");
        if (room < request.MaxCandidates)
        {
            throw new ArgumentException($"The span for candidates holds {room}; MaxCandidates is {request.MaxCandidates}.");
        }
    }

    private static void Require<T>(bool holds, T request, string message)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(nameof(request), request, message);
        }
    }
}
