using HyperFace.Bench.Peers.Exact;
using HyperFace.Synthesis;

namespace HyperFace.Bench.Peers.Faces;

/// <summary>Similarities as they came out, for a reader to hold against what the data set's name promises.</summary>
/// <param name="Mated">Of probes with their mates' templates.</param>
/// <param name="NonMated">Of probes with other subjects' templates.</param>
/// <param name="Templates">Of two templates of a subject; null when there is one each.</param>
/// <param name="LookAlikes">Of probes with other subjects of the family; null where there are no families.</param>
/// <param name="NearestStranger">Of non-mated probes with the template most similar to them.</param>
internal sealed record Census(SimilaritySpread Mated, SimilaritySpread NonMated, SimilaritySpread? Templates, SimilaritySpread? LookAlikes, SimilaritySpread NearestStranger)
{
    private const int StrangersEach = 200;
    private const int LookAlikesEach = 20;

    /// <summary>Counts.</summary>
    public static unsafe Census Of(FaceSet faces, ExactNeighbours exact)
    {
        List<double> mated = [], nonMated = [], templates = [], lookAlikes = [], nearest = [];
        for (int probe = 0; probe < faces.Mated; probe++)
        {
            int mate = faces.MateOf(probe);
            int first = mate * faces.TemplatesPerSubject;
            for (int which = 0; which < faces.TemplatesPerSubject; which++)
            {
                mated.Add(faces.Similarity(probe, first + which));
                for (int other = 0; other < which; other++)
                {
                    templates.Add(Dot.Of(faces.Templates[first + which], faces.Templates[first + other], faces.Dimension));
                }
            }

            for (int i = 0; i < StrangersEach; i++)
            {
                // A stride that is no divisor's multiple visits all parts of the gallery.
                int template = (int)(((long)probe * StrangersEach + i) * 7919 % faces.Templates.Count);
                if (faces.SubjectOf(template) != mate)
                {
                    nonMated.Add(faces.Similarity(probe, template));
                }
            }

            lookAlikes.AddRange(faces.LookAlikesOf(mate).Take(LookAlikesEach).Select(subject => (double)faces.Similarity(probe, subject * faces.TemplatesPerSubject)));
        }

        for (int probe = faces.Mated; probe < faces.Probes.Count; probe++)
        {
            nearest.Add(exact.Similarities(probe)[0]);
        }

        return new Census(SimilaritySpread.Of(mated)!, SimilaritySpread.Of(nonMated)!, SimilaritySpread.Of(templates), SimilaritySpread.Of(lookAlikes), SimilaritySpread.Of(nearest)!);
    }
}
