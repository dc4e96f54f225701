using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Galleries;
using HyperFace.Search;

namespace HyperFace.Indexer.Identifying;

/// <summary>From a probe to a decision, as <see cref="Identifier"/> goes, and why each of some subjects stands where it does.</summary>
/// <param name="gallery">The gallery.</param>
/// <param name="probe">The probe, of unit length.</param>
/// <param name="request">What is asked for.</param>
/// <param name="time">The clock of the time limit.</param>
internal sealed class Explainer(OpenGallery gallery, float[] probe, IdentificationRequest request, TimeProvider time)
{
    /// <summary>Identifies, and explains the subject asked for; null explains the best and the first below the threshold.</summary>
    public IdentificationExplanation Explain(SubjectEntry? asked)
    {
        // Once before, unseen: the first search of a process compiles the code, and its times would tell of nothing else.
        _ = Identifier.Identify(gallery, [probe], request, except: null, time);
        var recorder = new SearchRecorder();
        Identification answer = Identifier.Identify(gallery, [probe], request, except: null, time, recorder);
        IEnumerable<SubjectEntry> subjects = asked is null ? Telling(answer) : [asked];
        bool byPeaks = ReadBy(recorder, SearchStage.PeakCodes) > ReadBy(recorder, SearchStage.SignCodes);
        return new IdentificationExplanation(answer, recorder.Pending, recorder.Modes, recorder.Cut, [.. subjects.Select(subject => Explain(subject, answer, recorder.Cut, byPeaks)).OfType<ExplainedSubject>()]);
    }

    private static long ReadBy(SearchRecorder recorder, SearchStage stage) =>
        recorder.Modes.SelectMany(mode => mode.Stages).Where(report => report.Stage == stage).Sum(report => report.Read);

    /// <summary>The subjects on both sides of the threshold.</summary>
    private IEnumerable<SubjectEntry> Telling(Identification answer)
    {
        // Whoever is above may fill the list; one more is the first below.
        Identification review = Identifier.Identify(
            gallery,
            [probe],
            request with { All = false, IncludeBelowThreshold = true, TimeLimit = null, Mode = SearchMode.Certified, MaxCandidates = Math.Min(answer.Candidates.Count + 1, SearchRequest.MaxCandidatesLimit) },
            except: null,
            time);
        IdentifiedCandidate? best = answer.Candidates.Count > 0 ? answer.Candidates[0] : review.Candidates.Count > 0 ? review.Candidates[0] : null;
        IdentifiedCandidate? below = review.Candidates.FirstOrDefault(candidate => candidate.Similarity < answer.Threshold && candidate.SubjectId != best?.SubjectId);
        return new[] { best, below }.Select(candidate => candidate is null ? null : gallery.Catalogue.Find(candidate.SubjectId)).OfType<SubjectEntry>();
    }

    /// <summary>Null when the last of its templates has just been removed.</summary>
    private ExplainedSubject? Explain(SubjectEntry subject, Identification answer, float? cut, bool byPeaks)
    {
        ExplainedTemplate[] templates = gallery.OnIndex(live => subject.Templates
            .Select(template => live.Index.Explain(probe, new TemplateId(template.Id)) is { } reading
                ? new ExplainedTemplate(reading, template.Source, cut is { } least ? reading.LeftOutAt(least, byPeaks) : null)
                : null)
            .OfType<ExplainedTemplate>()
            .OrderByDescending(template => template.Reading.Similarity)
            .ToArray());
        if (templates.Length == 0)
        {
            return null;
        }

        float best = templates[0].Reading.Similarity;
        int? rank = answer.Candidates.FirstOrDefault(candidate => candidate.SubjectId == subject.SubjectId)?.Rank;
        return new ExplainedSubject(subject.SubjectId, StandingOf(subject, best, rank, cut), best, rank, templates);
    }

    private SubjectStanding StandingOf(SubjectEntry subject, float similarity, int? rank, float? cut)
    {
        if (rank is not null)
        {
            return SubjectStanding.Candidate;
        }

        if (Identifier.FilterOf(gallery.Catalogue, request)?.Contains(new SubjectKey(subject.Key)) == false)
        {
            return SubjectStanding.KeptOut;
        }

        // What equals the cut loses by its template's number.
        return similarity <= cut ? SubjectStanding.BelowCut : SubjectStanding.Missed;
    }
}
