namespace HyperFace.Search.Tests.Support;

/// <summary>Short forms for the tests.</summary>
internal static class FaceIndexExtensions
{
    public static void Add(this FaceIndex index, ulong id, uint subject, float[] vector) =>
        index.Add(new TemplateId(id), new SubjectKey(subject), vector);

    public static Candidate[] Find(this FaceIndex index, float[] probe, SearchRequest request) =>
        index.Find(probe, request, out _);

    public static Candidate[] Find(this FaceIndex index, float[] probe, SearchRequest request, out SearchAnswer answer)
    {
        var candidates = new Candidate[request.MaxCandidates];
        answer = index.Search(probe, request, candidates);
        return candidates[..answer.Count];
    }

    public static ulong FindFirst(this FaceIndex index, float[] probe, SearchMode mode) =>
        index.Find(probe, new SearchRequest { MaxCandidates = 1, Mode = mode })[0].Template.Value;
}
