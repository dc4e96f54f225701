using HyperFace.DemoModel.Fitting;
using HyperFace.Embedding;

namespace HyperFace.DemoModel.Pictures;

/// <summary>Some pictures of some people, embedded: one row a picture, the pictures of a person behind one another.</summary>
/// <param name="Pictures">Where they come from.</param>
/// <param name="FirstSubject">The first person.</param>
/// <param name="Subjects">How many people.</param>
/// <param name="FirstImage">The first picture of each.</param>
/// <param name="Images">How many pictures of each.</param>
internal sealed record PictureSet(SyntheticPictures Pictures, int FirstSubject, int Subjects, int FirstImage, int Images)
{
    private const int Together = 256;

    /// <summary>What the model puts out for each picture, before it is brought to unit length.</summary>
    public Matrix Embed(FaceEmbedder embedder)
    {
        var rows = new Matrix(Subjects * Images, embedder.Dimension);
        foreach (int[] chunk in Enumerable.Range(0, rows.Rows).Chunk(Together))
        {
            var faces = new AlignedFace[chunk.Length];
            Parallel.For(0, chunk.Length, i =>
                faces[i] = embedder.Prepare(Pictures.Jpeg(FirstSubject + (chunk[i] / Images), FirstImage + (chunk[i] % Images))));
            IReadOnlyList<FaceTemplate> templates = embedder.Embed(faces);
            for (int i = 0; i < chunk.Length; i++)
            {
                Matrix.AddScaled(templates[i].Vector.Span, templates[i].Norm, rows.Row(chunk[i]));
            }
        }

        return rows;
    }
}
