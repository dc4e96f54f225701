using CsCheck;
using HyperFace.Indexer.Tests.Support;
using HyperFace.Search;

namespace HyperFace.Indexer.Tests;

/// <summary>Random histories of one gallery against a dictionary: whatever happens, both answer alike.</summary>
public sealed class GalleryModelTests
{
    private const int Subjects = 8;
    private const int Faces = 40;

    private enum Step
    {
        Enrol,
        Update,
        RemoveTemplate,
        RemoveSubject,
        Burst,
        Rebuild,
        RebuildWithoutGraph,
        Reopen,
        ReopenWithoutCatalogue,
        ReopenWithoutIndex,
        ReopenWithoutEither,
        ReopenAfterKill,
    }

    private static readonly Gen<(Step Step, int Subject, int Face)> AnyStep = Gen.Select(
        Gen.Frequency(
            (10, Gen.Const(Step.Enrol)),
            (3, Gen.Const(Step.Update)),
            (3, Gen.Const(Step.RemoveTemplate)),
            (3, Gen.Const(Step.RemoveSubject)),
            (2, Gen.Const(Step.Burst)),
            (2, Gen.Const(Step.Rebuild)),
            (1, Gen.Const(Step.RebuildWithoutGraph)),
            (1, Gen.Const(Step.Reopen)),
            (1, Gen.Const(Step.ReopenWithoutCatalogue)),
            (1, Gen.Const(Step.ReopenWithoutIndex)),
            (1, Gen.Const(Step.ReopenWithoutEither)),
            (1, Gen.Const(Step.ReopenAfterKill))),
        Gen.Int[0, Subjects - 1],
        Gen.Int[0, Faces - 1]);

    [Fact]
    public Task Whatever_happens_a_gallery_agrees_with_a_dictionary() =>
        AnyStep.Array[1, 30].SampleAsync(RunAsync, iter: 25, threads: 1);

    private static async Task RunAsync((Step Step, int Subject, int Face)[] steps)
    {
        await using var fixture = new GalleryFixture(segmentBytes: 1 << 12);
        var model = new GalleryModel();
        foreach ((Step step, int subject, int face) in steps)
        {
            await ApplyAsync(fixture, model, step, $"s{subject}", face);
            Compare(fixture.Gallery, model);
        }
    }

    private static async Task ApplyAsync(GalleryFixture fixture, GalleryModel model, Step step, string subject, int face)
    {
        switch (step)
        {
            case Step.Enrol:
                model.Enrolled(subject, face, await fixture.EnrolAsync(subject, face, Patch(face)), Patch(face));
                break;
            case Step.Update when model.Has(subject):
                var metadata = new Dictionary<string, string> { ["updated"] = $"{face}" };
                await fixture.Gallery.UpdateSubjectAsync(subject, metadata);
                model.Updated(subject, metadata);
                break;
            case Step.RemoveTemplate when model.Has(subject):
                ulong template = model.FirstTemplate(subject);
                await fixture.Gallery.RemoveTemplateAsync(subject, template);
                model.RemovedTemplate(subject, template);
                break;
            case Step.RemoveSubject when model.Has(subject):
                Assert.Equal(model.RemovedSubject(subject), await fixture.Gallery.RemoveSubjectAsync(subject));
                break;
            case Step.Burst:
                // In flight together, decided in this order.
                Task<Enrolment>[] burst = [.. Enumerable.Range(0, 12).Select(i => fixture.EnrolAsync($"s{i % Subjects}", (face + i) % Faces))];
                await Task.WhenAll(burst);
                for (int i = 0; i < burst.Length; i++)
                {
                    model.Enrolled($"s{i % Subjects}", (face + i) % Faces, await burst[i], null);
                }

                break;
            case Step.Rebuild or Step.RebuildWithoutGraph:
                await fixture.Gallery.RebuildAsync(new RebuildRequest { Threads = 1, BuildGraph = step == Step.Rebuild });
                break;
            case Step.Reopen or Step.ReopenWithoutCatalogue or Step.ReopenWithoutIndex or Step.ReopenWithoutEither:
                await fixture.ReopenAsync(() =>
                {
                    if (step is Step.ReopenWithoutCatalogue or Step.ReopenWithoutEither)
                    {
                        File.Delete(fixture.Catalogue);
                    }

                    if (step is Step.ReopenWithoutIndex or Step.ReopenWithoutEither)
                    {
                        Directory.Delete(fixture.IndexFolder, recursive: true);
                    }
                });
                break;
            case Step.ReopenAfterKill:
                await fixture.KillAsync();
                fixture.Open();
                break;
        }
    }

    private static Dictionary<string, string>? Patch(int face) => face % 3 == 0 ? null : new Dictionary<string, string> { [$"m{face % 4}"] = $"{face}" };

    private static void Compare(Gallery gallery, GalleryModel model)
    {
        Assert.Equal((model.Subjects.Count, model.Subjects.Values.Sum(subject => subject.Templates.Count)), (gallery.Info.Subjects, gallery.Info.Templates));
        Assert.Empty(gallery.Info.Damage);
        Assert.Equal(model.Subjects.Keys.Order(StringComparer.Ordinal), gallery.ListSubjects().Select(subject => subject.SubjectId));
        foreach ((string id, ModelSubject expected) in model.Subjects)
        {
            Subject subject = gallery.FindSubject(id)!;
            Assert.Equal(expected.Metadata, subject.Metadata);
            Assert.Equal(expected.Templates.Select(t => t.Id), subject.Templates.Select(t => t.TemplateId));
            Assert.All(expected.Templates, t => Assert.Equal(1f, gallery.VerifyEmbedding(id, Seeded.Unit(t.Face)).Similarity, 1e-5f));
        }

        for (int face = 0; face < Faces; face += 3)
        {
            Identification found = gallery.IdentifyEmbedding(Seeded.Unit(face), new IdentificationRequest { Mode = SearchMode.Exact, Threshold = 0.999f, MaxCandidates = Subjects });
            Assert.Equal(model.Having(face), found.Candidates.Select(c => c.SubjectId).Order(StringComparer.Ordinal));
            Assert.Equal(found.Candidates.Count > 0 ? Decision.Match : Decision.NoMatch, found.Decision);
        }
    }
}
