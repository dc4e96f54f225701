namespace HyperFace.Indexer.Tests.Support;

/// <summary>What a gallery should hold, in a dictionary.</summary>
internal sealed class GalleryModel
{
    public Dictionary<string, ModelSubject> Subjects { get; } = new(StringComparer.Ordinal);

    public bool Has(string subjectId) => Subjects.ContainsKey(subjectId);

    public ulong FirstTemplate(string subjectId) => Subjects[subjectId].Templates[0].Id;

    /// <summary>The subjects that have a face, in ordinal order.</summary>
    public IEnumerable<string> Having(int face) =>
        Subjects.Where(subject => subject.Value.Templates.Any(t => t.Face == face)).Select(subject => subject.Key).Order(StringComparer.Ordinal);

    public void Enrolled(string subjectId, int face, Enrolment answer, IReadOnlyDictionary<string, string>? metadata)
    {
        if (!Subjects.TryGetValue(subjectId, out ModelSubject? subject))
        {
            subject = Subjects[subjectId] = new ModelSubject([], []);
        }

        ModelTemplate? known = subject.Templates.FirstOrDefault(t => t.Face == face);
        Assert.Equal(known is not null, answer.Duplicate);
        if (known is not null)
        {
            Assert.Equal(known.Id, answer.TemplateId);
            return;
        }

        Assert.DoesNotContain(Subjects.Values.SelectMany(s => s.Templates), t => t.Id == answer.TemplateId);
        subject.Templates.Add(new ModelTemplate(answer.TemplateId, face));
        foreach ((string name, string value) in metadata ?? new Dictionary<string, string>())
        {
            subject.Metadata[name] = value;
        }
    }

    public void Updated(string subjectId, Dictionary<string, string> metadata) => Subjects[subjectId] = Subjects[subjectId] with { Metadata = new(metadata) };

    public void RemovedTemplate(string subjectId, ulong id)
    {
        ModelSubject subject = Subjects[subjectId];
        subject.Templates.RemoveAll(t => t.Id == id);
        if (subject.Templates.Count == 0)
        {
            Subjects.Remove(subjectId);
        }
    }

    public int RemovedSubject(string subjectId)
    {
        int count = Subjects[subjectId].Templates.Count;
        Subjects.Remove(subjectId);
        return count;
    }
}
