using HyperFace.Indexer;

namespace HyperFace.CrashSubject;

/// <summary>The changes that workloads are made of, each announced before it is submitted and reported once it is acknowledged. No two changes of one subject are ever under way together.</summary>
internal sealed class Work(Gallery gallery, Report report, int seed, int firstFace)
{
    private int _nextFace = firstFace - 1;

    /// <summary>The gallery.</summary>
    public Gallery Gallery { get; set; } = gallery;

    /// <summary>Says what happens.</summary>
    public Report Report => report;

    /// <summary>Chance that depends on the seed alone.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>Enrols a face that was never enrolled before, as a new subject or as another template of a known one.</summary>
    public async Task EnrolAsync(string? subjectId = null)
    {
        int face = Interlocked.Increment(ref _nextFace);
        subjectId ??= $"s{face}";
        report.Say($"try enrol {subjectId} {face}");
        Enrolment enrolment = await Gallery.EnrolAsync(new TemplateEnrolment
        {
            SubjectId = subjectId,
            Vector = FaceVectors.Of(face),
            Metadata = new Dictionary<string, string> { ["face"] = $"{face}" },
        }).ConfigureAwait(false);
        report.Say($"ack enrol {subjectId} {face} {enrolment.TemplateId}");
    }

    /// <summary>Replaces a subject's metadata.</summary>
    public async Task UpdateAsync(string subjectId)
    {
        string value = $"v{Interlocked.Increment(ref _nextFace)}";
        report.Say($"try update {subjectId} {value}");
        await Gallery.UpdateSubjectAsync(subjectId, new Dictionary<string, string> { ["updated"] = value }).ConfigureAwait(false);
        report.Say($"ack update {subjectId} {value}");
    }

    /// <summary>Removes a subject.</summary>
    public async Task RemoveAsync(string subjectId)
    {
        report.Say($"try remove {subjectId}");
        await Gallery.RemoveSubjectAsync(subjectId).ConfigureAwait(false);
        report.Say($"ack remove {subjectId}");
    }

    /// <summary>Removes a subject's oldest template.</summary>
    public async Task DropAsync(string subjectId)
    {
        ulong template = Gallery.FindSubject(subjectId)!.Templates[0].TemplateId;
        report.Say($"try drop {subjectId} {template}");
        await Gallery.RemoveTemplateAsync(subjectId, template).ConfigureAwait(false);
        report.Say($"ack drop {subjectId} {template}");
    }

    /// <summary>Rebuilds the gallery.</summary>
    public async Task RebuildAsync(bool buildGraph)
    {
        RebuildReport done = await Gallery.RebuildAsync(new RebuildRequest { Threads = 1, BuildGraph = buildGraph }, new StageReport(report)).ConfigureAwait(false);
        report.Say($"ack rebuild {done.Generation}");
    }

    /// <summary>The subjects that are there, shuffled.</summary>
    public string[] Subjects()
    {
        var ids = new List<string>();
        for (IReadOnlyList<Subject> page = Gallery.ListSubjects(null, 1000); page.Count > 0; page = Gallery.ListSubjects(ids[^1], 1000))
        {
            ids.AddRange(page.Select(subject => subject.SubjectId));
        }

        string[] shuffled = [.. ids];
        Random.Shuffle(shuffled);
        return shuffled;
    }
}
