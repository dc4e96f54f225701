using CsCheck;
using HyperFace.Embedding.Detection;

namespace HyperFace.Embedding.Tests.Detection;

public sealed class SuppressionTests
{
    // Few scores and few places, so that ties and overlaps are common.
    private static readonly Gen<FaceCandidate[]> Candidates = Gen.Select(Gen.Int[1, 5], Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[1, 9], Gen.Int[1, 9])
        .Select((score, x, y, width, height) => new FaceCandidate(score / 5f, new FaceBox(x, y, width, height), default)).Array[0, 60];

    [Fact]
    public void What_stays_is_what_the_definition_says() => Gen.Select(Candidates, Gen.Float[0, 1]).Sample((candidates, overlap) =>
    {
        // Written from the definition: the best that is left, the first of equals; then all that overlap it go.
        var left = new List<FaceCandidate>(candidates);
        var expected = new List<FaceCandidate>();
        while (left.Count > 0)
        {
            FaceCandidate best = left[0];
            foreach (FaceCandidate candidate in left)
            {
                best = candidate.Score > best.Score ? candidate : best;
            }

            expected.Add(best);
            int at = left.FindIndex(candidate => candidate.Score == best.Score);
            left.RemoveAt(at);
            left.RemoveAll(candidate => best.Box.OverlapWith(candidate.Box) > overlap);
        }

        return Suppression.Run(candidates, overlap, int.MaxValue).SequenceEqual(expected);
    });

    [Fact]
    public void The_overlap_is_counted_pixel_by_pixel() => Gen.Select(Box(), Box()).Sample((a, b) =>
    {
        int both = 0;
        int either = 0;
        for (int x = 0; x < 30; x++)
        {
            for (int y = 0; y < 30; y++)
            {
                bool inA = x >= a.Left && x < a.Right && y >= a.Top && y < a.Bottom;
                bool inB = x >= b.Left && x < b.Right && y >= b.Top && y < b.Bottom;
                both += inA && inB ? 1 : 0;
                either += inA || inB ? 1 : 0;
            }
        }

        return Math.Abs(a.OverlapWith(b) - ((double)both / either)) < 1e-9 && a.OverlapWith(b) == b.OverlapWith(a);
    });

    [Fact]
    public void A_flood_of_answers_is_cut_at_the_best()
    {
        FaceCandidate[] flood = [.. Enumerable.Range(0, 20_000).Select(i => new FaceCandidate(i / 20_000f, new FaceBox(i % 200 * 10, i / 200 * 10, 5, 5), default))];
        List<FaceCandidate> kept = Suppression.Run(flood, 0.4f, int.MaxValue);
        Assert.Equal(Suppression.MostCandidates, kept.Count);
        Assert.Equal(flood.Reverse().Take(kept.Count), kept);
    }

    private static Gen<FaceBox> Box() => Gen.Select(Gen.Int[0, 15], Gen.Int[0, 15], Gen.Int[1, 14], Gen.Int[1, 14]).Select((x, y, width, height) => new FaceBox(x, y, width, height));
}
