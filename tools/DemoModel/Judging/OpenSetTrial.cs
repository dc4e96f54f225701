using HyperFace.DemoModel.Fitting;
using HyperFace.DemoModel.Pictures;
using HyperFace.Embedding;

namespace HyperFace.DemoModel.Judging;

/// <summary>
/// An open-set identification trial (ISO/IEC 19795-1): people enrolled with several pictures each; probes of enrolled
/// people and of others. A subject's similarity is that of its best template.
/// </summary>
internal sealed class OpenSetTrial
{
    private readonly float[] _best;
    private readonly bool[] _bestIsMate;
    private readonly float[] _nonMated;

    private OpenSetTrial(float[] best, bool[] bestIsMate, float[] nonMated)
    {
        _best = best;
        _bestIsMate = bestIsMate;
        _nonMated = nonMated;
    }

    /// <summary>Share of mated probes whose best candidate is the mate.</summary>
    public double RankOne => (double)_bestIsMate.Count(mate => mate) / _bestIsMate.Length;

    /// <summary>Runs a trial on people of one population whom nobody fitted anything to.</summary>
    public static OpenSetTrial Run(FaceEmbedder embedder, string population, int subjects, int images, int mated, int nonMated)
    {
        var pictures = new SyntheticPictures(population);
        Matrix gallery = Unit(new PictureSet(pictures, 0, subjects, 0, images).Embed(embedder));
        Matrix mates = Unit(new PictureSet(pictures, 0, mated, images, 1).Embed(embedder));
        Matrix others = Unit(new PictureSet(pictures, subjects, nonMated, 0, 1).Embed(embedder));
        Matrix turned = gallery.Turned();
        (float[] best, int[] at) = Best(mates.Times(turned));
        (float[] otherBest, _) = Best(others.Times(turned));
        return new OpenSetTrial(best, [.. at.Select((row, probe) => row / images == probe)], otherBest);
    }

    /// <summary>The similarity that a share of <paramref name="fpir"/> of the non-mated probes exceeds.</summary>
    public float ThresholdAt(double fpir) => _nonMated.OrderDescending().ElementAt((int)(fpir * _nonMated.Length));

    /// <summary>Share of non-mated probes for which somebody reaches the threshold.</summary>
    public double Fpir(float threshold) => (double)_nonMated.Count(similarity => similarity >= threshold) / _nonMated.Length;

    /// <summary>Share of mated probes whose mate is not the best candidate at or above the threshold.</summary>
    public double Fnir(float threshold) => 1 - ((double)Enumerable.Range(0, _best.Length).Count(i => _bestIsMate[i] && _best[i] >= threshold) / _best.Length);

    private static Matrix Unit(Matrix rows)
    {
        var unit = new Matrix(rows.Rows, rows.Columns);
        for (int i = 0; i < rows.Rows; i++)
        {
            double squares = 0;
            foreach (float value in rows.Row(i))
            {
                squares += (double)value * value;
            }

            Matrix.AddScaled(rows.Row(i), (float)(1 / Math.Sqrt(squares)), unit.Row(i));
        }

        return unit;
    }

    private static (float[] Similarity, int[] Row) Best(Matrix similarities)
    {
        var best = new float[similarities.Rows];
        var at = new int[similarities.Rows];
        for (int i = 0; i < best.Length; i++)
        {
            Span<float> row = similarities.Row(i);
            for (int j = 1; j < row.Length; j++)
            {
                at[i] = row[j] > row[at[i]] ? j : at[i];
            }

            best[i] = row[at[i]];
        }

        return (best, at);
    }
}
