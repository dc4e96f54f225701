using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

/// <summary>The place of a removed template is not given to another while a search may be reading it.</summary>
public sealed class FaceIndexReuseTests
{
    private const int Dimension = 64;
    private const int Templates = 200;
    private const int Removed = 17;

    [Theory]
    [InlineData(SearchMode.Exact)]
    [InlineData(SearchMode.Certified)]
    [InlineData(SearchMode.Graph)]
    public void A_search_that_stands_on_a_template_goes_on_reading_that_template(SearchMode mode)
    {
        // The predicate is asked once or twice on the way from a code to the vector; each time is a place to stand still.
        for (int call = 1; call <= 2; call++)
        {
            using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension }) { LongestWait = TimeSpan.FromMilliseconds(1) };
            for (int id = 0; id < Templates; id++)
            {
                index.Add((ulong)id, (uint)id, SeededVectors.Gaussian(id, Dimension));
            }

            index.Link(1);
            int calls = 0;
            bool Where(SubjectKey subject)
            {
                if (subject.Value == Removed && ++calls == call)
                {
                    var other = new Thread(() => Exchange(index));
                    other.Start();
                    other.Join();
                }

                return true;
            }

            float[] probe = SeededVectors.Gaussian(Removed, Dimension);
            Candidate[] found = index.Find(probe, new SearchRequest { MaxCandidates = 2 * Templates, Mode = mode, Where = Where, Ef = Templates });

            // It was there when the search began and is gone at its end: found or not, but never half another.
            Assert.All(found, candidate =>
            {
                Assert.Equal(candidate.Template.Value, candidate.Subject.Value);
                Assert.Equal(CosineSimilarity.Of(probe, SeededVectors.Gaussian((int)candidate.Template.Value, Dimension)), candidate.Similarity, 1e-5);
            });
            Assert.True(calls >= call || call > 1, "the search did not come by");

            // Once it has ended, the next linking frees the place.
            long before = index.NativeBytes;
            index.Link(1);
            index.Add(5000, 5000, SeededVectors.Gaussian(5000, Dimension));
            Assert.Equal(before, index.NativeBytes);
            Assert.Equal(5000UL, index.FindFirst(SeededVectors.Gaussian(5000, Dimension), mode));
        }
    }

    private static void Exchange(FaceIndex index)
    {
        index.Remove(new TemplateId(Removed));
        index.Link(1);
        index.Add(Templates, Templates, SeededVectors.Gaussian(Templates, Dimension));
    }
}
