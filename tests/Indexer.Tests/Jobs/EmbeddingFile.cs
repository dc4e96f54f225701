using HyperFace.Indexer.Tests.Enrolling;

namespace HyperFace.Indexer.Tests.Jobs;

/// <summary>Writes embeddings as a user would have them: a NumPy file and a file of ids.</summary>
internal sealed class EmbeddingFile
{
    public EmbeddingFile(string folder, int rows, ulong seed = 1, string name = "faces", Action<int, float[]>? change = null)
    {
        Npy = Path.Combine(folder, $"{name}.npy");
        Ids = Path.Combine(folder, $"{name}.txt");
        Rows = [.. Enumerable.Range(0, rows).Select(row => Vector(row, seed))];
        for (int row = 0; row < rows; row++)
        {
            change?.Invoke(row, Rows[row]);
        }

        File.WriteAllBytes(Npy, NpyText.File("<f4", $"({rows}, {JobHost.Dimension})", NpyText.Floats([.. Rows.SelectMany(row => row)])));
        File.WriteAllLines(Ids, Enumerable.Range(0, rows).Select(IdOf));
    }

    public string Npy { get; }

    public string Ids { get; }

    public float[][] Rows { get; }

    public EnrolmentSource Source => EnrolmentSource.Npy(Npy, Ids);

    public static string IdOf(int row) => $"subject-{row:D6}";

    private static float[] Vector(int row, ulong seed)
    {
        var random = new Random(unchecked((int)seed * 1_000_003) + row);
        return [.. Enumerable.Range(0, JobHost.Dimension).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}
