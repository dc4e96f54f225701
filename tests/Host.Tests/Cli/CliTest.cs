using HyperFace.Embedding;
using HyperFace.Indexer;

namespace HyperFace.Host.Tests.Cli;

/// <summary>A test of commands in a folder of its own.</summary>
public abstract class CliTest : IDisposable
{
    internal TemporaryFolder Folder { get; } = new();

    internal string DataFolder => Folder["hyperface-data"];

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal Task<CommandResult> RunAsync(params string[] arguments) => HyperFaceProcess.RunAsync(Folder, arguments);

    /// <summary>A gallery of embeddings with four values, made without the program.</summary>
    internal async Task CreateGalleryAsync(params (string SubjectId, float[] Embedding)[] subjects)
    {
        await using var galleries = new GalleryStore(DataFolder);
        Gallery gallery = galleries.Create(new GalleryDefinition { GalleryId = "g", Fingerprint = ModelFingerprint.Named("test"), Dimension = 4, Threshold = 0.5f });
        foreach ((string subjectId, float[] embedding) in subjects)
        {
            await gallery.EnrolAsync(new TemplateEnrolment { SubjectId = subjectId, Vector = embedding }, TestContext.Current.CancellationToken);
        }
    }
}
