using HyperFace.Embedding;
using HyperFace.Training.People;

namespace HyperFace.Training.Judging;

/// <summary>Pictures embedded by several models: each picture is drawn once.</summary>
internal static class Embeddings
{
    private const int Together = 256;

    /// <summary>The templates of pictures: for each model one for each picture.</summary>
    /// <param name="models">The models.</param>
    /// <param name="portraits">Where the pictures come from.</param>
    /// <param name="pictures">Which pictures.</param>
    public static float[][][] Of(IReadOnlyList<FaceEmbedder> models, Portraits portraits, IReadOnlyList<(int Subject, int Image)> pictures)
    {
        float[][][] embeddings = [.. models.Select(_ => new float[pictures.Count][])];
        var faces = new AlignedFace[Together];
        for (int first = 0; first < pictures.Count; first += Together)
        {
            int count = Math.Min(Together, pictures.Count - first);
            int start = first;
            Parallel.For(0, count, i => faces[i] = AlignedFace.FromRgb(Learning.Recipe.Side, Learning.Recipe.Side, portraits.Pixels(pictures[start + i].Subject, pictures[start + i].Image)));
            for (int model = 0; model < models.Count; model++)
            {
                IReadOnlyList<FaceTemplate> templates = models[model].Embed(faces[..count]);
                for (int i = 0; i < count; i++)
                {
                    embeddings[model][first + i] = templates[i].Vector.ToArray();
                }
            }
        }

        return embeddings;
    }
}
