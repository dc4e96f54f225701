using System.Globalization;
using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests.Crash;

/// <summary>What a gallery must hold after a kill: every change acknowledged, and of each change under way all or nothing.</summary>
internal sealed class CrashModel
{
    private readonly Dictionary<string, ModelSubject> _acknowledged = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _pending = new(StringComparer.Ordinal);

    /// <summary>The next face that was never enrolled.</summary>
    public int NextFace { get; private set; } = 1;

    /// <summary>The highest generation that a rebuild was acknowledged with.</summary>
    public ulong Generation { get; private set; } = 1;

    /// <summary>How many changes were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>The subjects that were touched since the last check, and the faces of those that must not be found any more.</summary>
    public HashSet<string> Touched { get; } = new(StringComparer.Ordinal);

    /// <summary>Faces whose removal was acknowledged.</summary>
    public HashSet<int> Gone { get; } = [];

    /// <summary>The subjects that may be there.</summary>
    public IEnumerable<string> Possible => _acknowledged.Keys.Union(_pending.Keys);

    /// <summary>Takes a line that the process said.</summary>
    public void Take(string line)
    {
        switch (line.Split(' '))
        {
            case ["try", "enrol", _, var face] words:
                NextFace = Math.Max(NextFace, Number(face) + 1);
                _pending.Add(words[2], words[1..]);
                break;
            case ["try", "update", _, var value] words:
                NextFace = Math.Max(NextFace, Number(value[1..]) + 1);
                _pending.Add(words[2], words[1..]);
                break;
            case ["try", ..] words:
                _pending.Add(words[2], words[1..]);
                break;
            case ["ack", "rebuild", var generation]:
                Generation = ulong.Parse(generation, CultureInfo.InvariantCulture);
                Acknowledged++;
                break;
            case ["ack", _, var subject, ..] words:
                Assert.True(_pending.Remove(subject), line);
                Touched.Add(subject);
                Replace(subject, After(_acknowledged.GetValueOrDefault(subject), words[1..]));
                Acknowledged++;
                break;
        }
    }

    /// <summary>Checks what the gallery holds of a subject, and takes that for the truth from now on.</summary>
    public void Settle(string subjectId, Gallery gallery)
    {
        ModelSubject? expected = _acknowledged.GetValueOrDefault(subjectId);
        ModelSubject? found = Read(subjectId, gallery, expected);
        if (!Same(expected, found))
        {
            Assert.True(_pending.TryGetValue(subjectId, out string[]? change), $"{subjectId}: acknowledged {Show(expected)}, found {Show(found)}");
            ulong template = change[0] == "enrol" && found is { Templates.Count: > 0 } ? found.Templates[^1].Id : 0;
            ModelSubject? after = After(expected, change[0] == "enrol" ? [.. change, $"{template}"] : change);
            Assert.True(Same(after, found), $"{subjectId}: acknowledged {Show(expected)}, under way {string.Join(' ', change)}, found {Show(found)}");
        }

        Replace(subjectId, found);
    }

    /// <summary>Forgets what was under way: it is settled.</summary>
    public void EndRound()
    {
        _pending.Clear();
        Touched.Clear();
        Gone.Clear();
    }

    /// <summary>The subjects as they must be.</summary>
    public IReadOnlyDictionary<string, ModelSubject> Subjects => _acknowledged;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The subject after a change; null when it is gone.</summary>
    private static ModelSubject? After(ModelSubject? subject, string[] change)
    {
        switch (change)
        {
            case ["enrol", _, var face, var template]:
                subject ??= new ModelSubject([], []);
                return new ModelSubject(
                    new(subject.Metadata) { ["face"] = face },
                    [.. subject.Templates, new ModelTemplate(ulong.Parse(template, CultureInfo.InvariantCulture), Number(face))]);
            case ["update", _, var value]:
                return subject! with { Metadata = new() { ["updated"] = value } };
            case ["drop", _, var template]:
                List<ModelTemplate> kept = [.. subject!.Templates.Where(t => t.Id != ulong.Parse(template, CultureInfo.InvariantCulture))];
                return kept.Count == 0 ? null : subject with { Templates = kept };
            case ["remove", _]:
                return null;
            default:
                throw new ArgumentException(string.Join(' ', change));
        }
    }

    /// <summary>What the gallery says of a subject. Faces are not stored: each template must be that of the face it was enrolled with, which is compared where it is expected.</summary>
    private ModelSubject? Read(string subjectId, Gallery gallery, ModelSubject? expected)
    {
        if (gallery.FindSubject(subjectId) is not { } subject)
        {
            return null;
        }

        var faces = expected?.Templates.ToDictionary(t => t.Id, t => t.Face) ?? [];
        int underWay = _pending.TryGetValue(subjectId, out string[]? change) && change[0] == "enrol" ? Number(change[2]) : -1;
        return new ModelSubject(new(subject.Metadata), [.. subject.Templates.Select(t => new ModelTemplate(t.TemplateId, faces.GetValueOrDefault(t.TemplateId, underWay)))]);
    }

    private void Replace(string subjectId, ModelSubject? next)
    {
        HashSet<int> kept = [.. next?.Templates.Select(t => t.Face) ?? []];
        Gone.UnionWith(_acknowledged.GetValueOrDefault(subjectId)?.Templates.Select(t => t.Face).Where(face => !kept.Contains(face)) ?? []);
        if (next is null)
        {
            _acknowledged.Remove(subjectId);
        }
        else
        {
            _acknowledged[subjectId] = next;
        }
    }

    private static bool Same(ModelSubject? a, ModelSubject? b) =>
        a is null || b is null
            ? a is null && b is null
            : a.Templates.SequenceEqual(b.Templates) && a.Metadata.Count == b.Metadata.Count && a.Metadata.All(pair => b.Metadata.GetValueOrDefault(pair.Key) == pair.Value);

    private static string Show(ModelSubject? subject) =>
        subject is null ? "nobody" : $"[{string.Join(' ', subject.Templates.Select(t => $"{t.Id}:{t.Face}"))}] {{{string.Join(' ', subject.Metadata)}}}";
}
