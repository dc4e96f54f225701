using CsCheck;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

/// <summary>Any sequence of changes, linking, saving and opening answers as a dictionary and a brute-force scan do.</summary>
public sealed class FaceIndexModelTests : IDisposable
{
    private const int Ids = 60;
    private const int Subjects = 20;
    private const int EverythingInView = 4 * Ids;

    /// <summary>Few enough that copies come up.</summary>
    private const int VectorSeeds = 40;

    private static readonly Gen<Action<Run>> Step = Gen.Frequency(
        (8, Gen.Select(Gen.ULong[0, Ids], Gen.UInt[0, Subjects], Gen.Int[0, VectorSeeds], (id, subject, seed) => (Action<Run>)(run => run.Add(id, subject, seed)))),
        (4, Gen.ULong[0, Ids].Select(id => (Action<Run>)(run => run.Remove(id)))),
        (2, Gen.Select(Gen.ULong[0, Ids], Gen.UInt[0, Subjects], Gen.Int[0, VectorSeeds], (id, subject, seed) => (Action<Run>)(run => run.Update(id, subject, seed)))),
        (1, Gen.ULong[0, Ids].Array[1, Ids].Select(ids => (Action<Run>)(run => Array.ForEach(ids, run.Remove)))),
        (2, Gen.Int[1, 3].Select(threads => (Action<Run>)(run => run.Link(threads)))),
        (1, Gen.Const<Action<Run>>(run => run.SaveAndOpen())),
        (4, Gen.Select(Gen.Int[0, 2 * VectorSeeds], Gen.Int[1, 12], Gen.Int[-3, 10], Gen.UInt[0, Subjects].Array[0, 30], (seed, most, threshold, filter) => (Action<Run>)(run => run.Search(seed, most, threshold, filter)))));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_history_answers_as_brute_force_does() =>
        Gen.Select(Gen.OneOf(Gen.Int[2, 20], Gen.Int[64, 130]), Gen.Int[2, 5], Step.Array[1, 120]).Sample(
            (dimension, m, steps) =>
            {
                using var run = new Run(dimension, m, Path.Combine(_folder.Path, Guid.NewGuid().ToString()));
                foreach (Action<Run> step in steps)
                {
                    step(run);
                }

                run.Search(seed: 0, most: 12, threshold: -3, filter: []);
            },
            iter: 400);

    private sealed class Run(int dimension, int m, string path) : IDisposable
    {
        private readonly BruteForce _expected = new();
        private FaceIndex _index = new(new FaceIndexOptions { Dimension = dimension, ExactLimit = 0, Graph = new HnswParameters { M = m, EfConstruction = Math.Max(m, 8) } });

        public void Dispose() => _index.Dispose();

        public void Add(ulong id, uint subject, int seed)
        {
            float[] vector = SeededVectors.Gaussian(seed, dimension);
            if (_expected.Contains(id))
            {
                Assert.Throws<ArgumentException>(() => _index.Add(id, subject, vector));
            }
            else
            {
                _index.Add(id, subject, vector);
                _expected.Add(id, subject, vector);
            }

            RequireCounts();
        }

        public void Remove(ulong id)
        {
            Assert.Equal(_expected.Remove(id), _index.Remove(new TemplateId(id)));
            RequireCounts();
        }

        public void Update(ulong id, uint subject, int seed)
        {
            float[] vector = SeededVectors.Gaussian(seed, dimension);
            bool isThere = _expected.Remove(id);
            Assert.Equal(isThere, _index.Update(new TemplateId(id), new SubjectKey(subject), vector));
            if (isThere)
            {
                _expected.Add(id, subject, vector);
            }

            RequireCounts();
        }

        public void Link(int threads)
        {
            _index.Link(threads);
            Assert.Equal(0, _index.Pending);
            RequireCounts();
            IndexAudit audit = _index.Audit(5, seed: 1);
            Assert.Equal((_expected.Count, _expected.Count, 0), (audit.Live, audit.Linked, audit.Unreachable));
        }

        public void SaveAndOpen()
        {
            var stamp = new SnapshotStamp((ulong)_expected.Count, 7);
            (long linked, long pending) = (_index.Linked, _index.Pending);
            _index.Save(path, stamp);
            _index.Dispose();
            _index = FaceIndex.Open(path);
            _index.Verify();
            Assert.Equal((stamp, linked, pending), (_index.Stamp, _index.Linked, _index.Pending));
            RequireCounts();
        }

        public void Search(int seed, int most, int threshold, uint[] filter)
        {
            float[] probe = SeededVectors.Gaussian(seed, dimension);
            var request = new SearchRequest
            {
                MaxCandidates = most,
                Threshold = threshold < -2 ? null : threshold / 10f,
                Filter = filter.Length == 0 ? null : SubjectSet.Of(filter.Select(subject => new SubjectKey(subject))),
                Ef = EverythingInView,
            };
            foreach (SearchMode mode in Enum.GetValues<SearchMode>())
            {
                Candidate[] candidates = _index.Find(probe, request with { Mode = mode }, out SearchAnswer answer);
                _expected.RequireAnswer(probe, request, candidates);
                Assert.True(mode == SearchMode.Auto || answer.Mode == mode || (mode == SearchMode.Certified && dimension < 64));
                Assert.True(answer.Mode == SearchMode.Graph || answer.Complete);
                RequireLimited(probe, request with { Mode = mode });
            }

            RequireEverybody(probe, request);
        }

        private void RequireLimited(float[] probe, SearchRequest request)
        {
            Candidate[] found = _index.Find(probe, request with { VisitLimit = Ids / 2 }, out SearchAnswer answer);
            _expected.RequireTrue(probe, request.Filter, found);
            Assert.InRange(answer.Scored, 0, Ids / 2);
            Assert.False(answer.Complete && answer.StoppedBy != SearchStop.None);
            if (answer.Complete)
            {
                _expected.RequireAnswer(probe, request, found);
            }
        }

        private void RequireEverybody(float[] probe, SearchRequest request)
        {
            List<Candidate> found = [];
            foreach (SearchMode mode in new[] { SearchMode.Auto, SearchMode.Exact, SearchMode.Certified })
            {
                float threshold = request.Threshold ?? -1;
                SearchAnswer answer = _index.SearchAll(probe, threshold, request with { Mode = mode, Where = static subject => subject.Value % 3 != 1 }, found);
                _expected.RequireEverybody(probe, threshold, subject => subject % 3 != 1 && request.Filter?.Contains(new SubjectKey(subject)) != false, found);
                Assert.Equal((found.Count, true), (answer.Count, answer.Complete));
            }
        }

        private void RequireCounts()
        {
            Assert.Equal(_expected.Count, _index.Count);
            foreach (ulong id in _expected.Ids)
            {
                Assert.True(_index.Contains(new TemplateId(id)));
            }

            Assert.False(_index.Contains(new TemplateId(Ids + 1)));
        }
    }
}
