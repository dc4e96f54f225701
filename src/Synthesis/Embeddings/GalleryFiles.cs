using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace HyperFace.Synthesis.Embeddings;

/// <summary>Writes the files of a gallery, block by block.</summary>
internal sealed class GalleryFiles(LoadGalleryOptions options, GalleryPlan plan, EmbeddingPopulation population, string folder, IProgress<long>? progress, CancellationToken cancellation)
{
    private const int BlockFloats = 1 << 21;

    private readonly string _idFormat = $"D{Math.Max(7, options.Subjects.ToString(CultureInfo.InvariantCulture).Length)}";
    private long _written;

    /// <summary>Draws an embedding; called from several threads.</summary>
    private delegate void Drawing(int row, Span<float> embedding);

    public void Write()
    {
        WriteEmbeddings(LoadGallery.TemplatesFile, plan.Rows, DrawTemplate);
        WriteLines(LoadGallery.IdsFile, Enumerable.Range(0, plan.Rows).Select(row => SubjectId(plan.Mislabels.TryGetValue(row, out int other) ? other : row / options.TemplatesPerSubject)));
        WriteProbes();
        WriteLines(LoadGallery.TruthFile, Truth());
    }

    private void WriteProbes()
    {
        if (plan.Probes == 0)
        {
            return;
        }

        int[] probed = [.. plan.Probed()];
        WriteEmbeddings(LoadGallery.ProbesFile, 2 * probed.Length, (row, probe) => DrawProbe(row < probed.Length ? probed[row] : options.Subjects + row - probed.Length, probe));
        WriteLines(LoadGallery.ProbeIdsFile, probed.Select(SubjectId).Concat(Enumerable.Range(1, probed.Length).Select(stranger => $"stranger-{stranger.ToString(_idFormat, CultureInfo.InvariantCulture)}")));
    }

    private void DrawTemplate(int row, Span<float> template)
    {
        int subject = row / options.TemplatesPerSubject;
        int which = row % options.TemplatesPerSubject;
        if (plan.Duplicates.TryGetValue(subject, out int original))
        {
            // The same person, other pictures.
            population.Template(original, options.TemplatesPerSubject + which, template);
        }
        else if (plan.Twins.TryGetValue(subject, out int twin))
        {
            population.TwinTemplate(subject, which, twin, options.TwinResemblance, template);
        }
        else
        {
            population.Template(subject, which, template);
        }
    }

    private void DrawProbe(int subject, Span<float> probe)
    {
        if (plan.Twins.TryGetValue(subject, out int twin))
        {
            population.TwinProbe(subject, twin, options.TwinResemblance, probe);
        }
        else
        {
            population.Probe(subject, probe);
        }
    }

    private IEnumerable<string> Truth() =>
        plan.Duplicates.Select(pair => $$"""{"kind":"duplicate","subjectId":"{{SubjectId(pair.Key)}}","of":"{{SubjectId(pair.Value)}}"}""")
            .Concat(plan.Twins.Select(pair => $$"""{"kind":"twin","subjectId":"{{SubjectId(pair.Key)}}","of":"{{SubjectId(pair.Value)}}"}"""))
            .Concat(plan.Mislabels.Select(pair => string.Create(CultureInfo.InvariantCulture, $$"""{"kind":"mislabel","row":{{pair.Key}},"subjectId":"{{SubjectId(pair.Value)}}","of":"{{SubjectId(pair.Key / options.TemplatesPerSubject)}}"}""")));

    private string SubjectId(int subject) => $"subject-{(subject + 1).ToString(_idFormat, CultureInfo.InvariantCulture)}";

    private void WriteEmbeddings(string name, int rows, Drawing draw) => DurableFile.Write(Path.Combine(folder, name), stream =>
    {
        int dimension = options.Dimension;
        stream.Write(NpyHeader.OfFloats(rows, dimension));
        int blockRows = Math.Max(1, BlockFloats / dimension);
        var block = new float[blockRows * dimension];
        for (int first = 0; first < rows; first += blockRows)
        {
            int count = Math.Min(blockRows, rows - first);
            int start = first;
            Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation }, i => draw(start + i, block.AsSpan(i * dimension, dimension)));
            stream.Write(MemoryMarshal.AsBytes(block.AsSpan(0, count * dimension)));
            _written += count;
            progress?.Report(_written);
        }
    });

    private void WriteLines(string name, IEnumerable<string> lines) => DurableFile.Write(Path.Combine(folder, name), stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        foreach (string line in lines)
        {
            cancellation.ThrowIfCancellationRequested();
            writer.WriteLine(line);
        }
    });
}
