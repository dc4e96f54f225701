using HyperFace.Embedding;
using HyperFace.Indexer.Tests.Jobs;
using HyperFace.Search;

namespace HyperFace.Indexer.Tests.Support;

/// <summary>A data folder with one gallery that can be closed, damaged and opened again.</summary>
internal sealed class GalleryFixture : IAsyncDisposable
{
    public const int Dimension = 32;
    public const string Id = "g";

    public static readonly ModelFingerprint Fingerprint = ModelFingerprint.Named("tests");

    private readonly TemporaryFolder _folder = new();
    private readonly long _segmentBytes;
    private GalleryStore _store;

    public GalleryFixture(float? threshold = 0.5f, long segmentBytes = 1 << 20)
    {
        _segmentBytes = segmentBytes;
        _store = NewStore();
        Gallery = _store.Create(Definition(Id, threshold));
    }

    public Gallery Gallery { get; private set; }

    public GalleryStore Store => _store;

    public string DataFolder => _folder["data"];

    public string Folder => Path.Combine(DataFolder, "galleries", Id);

    public string LogFolder => Path.Combine(Folder, "log");

    public string Catalogue => Path.Combine(Folder, "catalog.db");

    public string IndexFolder => Path.Combine(Folder, "index");

    /// <summary>The segments, in order of their names.</summary>
    public string[] Segments => [.. Directory.GetFiles(LogFolder, "*.seg").Order(StringComparer.Ordinal)];

    /// <summary>The segment that grows: the one that begins with the highest LSN.</summary>
    public string ActiveSegment => Segments.MaxBy(path => Path.GetFileName(path)[9..], StringComparer.Ordinal)!;

    public static GalleryDefinition Definition(string id, float? threshold = 0.5f) =>
        new() { GalleryId = id, Fingerprint = Fingerprint, Dimension = Dimension, Threshold = threshold };

    public GalleryStore NewStore() => new(DataFolder) { SegmentBytes = _segmentBytes };

    public Task<Enrolment> EnrolAsync(string subjectId, int seed, IReadOnlyDictionary<string, string>? metadata = null) =>
        EnrolAsync(subjectId, Seeded.Unit(seed), metadata);

    public Task<Enrolment> EnrolAsync(string subjectId, float[] vector, IReadOnlyDictionary<string, string>? metadata = null) =>
        Gallery.EnrolAsync(new TemplateEnrolment { SubjectId = subjectId, Vector = vector, Metadata = metadata });

    /// <summary>Enrols subjects <c>s0</c>, <c>s1</c>, … with the vectors of those seeds.</summary>
    public Task EnrolManyAsync(int count, int first = 0) =>
        Task.WhenAll(Enumerable.Range(first, count).Select(i => EnrolAsync($"s{i}", i)));

    public Task CloseAsync() => _store.DisposeAsync().AsTask();

    public void Open()
    {
        _store = NewStore();
        Gallery = _store.Open(Id);
    }

    public async Task ReopenAsync(Action? meanwhile = null)
    {
        await CloseAsync();
        meanwhile?.Invoke();
        Open();
    }

    /// <summary>Closes the gallery, and leaves word as a process does that was killed on a machine that goes on: the catalogue is taken as it is.</summary>
    public async Task KillAsync()
    {
        await CloseAsync();
        string boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        File.WriteAllText(Path.Combine(Folder, "lock"), $"open {boot}".PadRight(256));
    }

    /// <summary>Whose the vector of a seed is, found by exact scan; null when nobody has it.</summary>
    public string? WhoIs(int seed)
    {
        var request = new IdentificationRequest { MaxCandidates = 1, Threshold = 0.9999f, Mode = SearchMode.Exact };
        return Gallery.IdentifyEmbedding(Seeded.Unit(seed), request) is { Decision: Decision.Match } found ? found.Candidates[0].SubjectId : null;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }
}
