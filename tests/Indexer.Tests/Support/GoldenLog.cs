using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HyperFace.Embedding;
using HyperFace.Search;

namespace HyperFace.Indexer.Tests.Support;

/// <summary>
/// The gallery behind the golden log: small, and with one of everything: records of each kind, segments of a compaction
/// and later ones, every field of a body, names beyond ASCII. Change nothing here: the files were made of it.
/// </summary>
internal static class GoldenLog
{
    public const string GalleryId = "golden";
    public const int Dimension = 4;
    public const int Vectors = 16;

    private const string Described = "Every release reads it, für immer";
    private const long SegmentBytes = 2048;

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutOneImage } },
    };

    private static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Whose the vectors are in the end; null is nobody's.</summary>
    public static readonly string?[] Owners =
        ["p0", "p1", "p2", "p3", null, "p5", null, "Łukasz 田中", "p8", null, "p3", "p11", null, "p13", "p14", "p15"];

    /// <summary>Where the log of a format version lies, and beside it <c>subjects.json</c>.</summary>
    public static string PathOf(int version) => Path.Combine(AppContext.BaseDirectory, "Golden", $"log-v{version}");

    /// <summary>The vector of a number: whole numbers, so that it is the same everywhere; no two point the same way.</summary>
    public static float[] VectorOf(int i) => [i + 1, (i * i % 7) - 3, 5 - (i % 11), (i * 5 % 13) - 6];

    public static GalleryStore Store(string dataFolder) => new(dataFolder, new SteppingClock(Start)) { SegmentBytes = SegmentBytes };

    /// <summary>The gallery, written by today's code.</summary>
    public static async Task WriteAsync(GalleryStore store)
    {
        Gallery gallery = store.Create(new GalleryDefinition
        {
            GalleryId = GalleryId,
            Fingerprint = ModelFingerprint.Named("golden"),
            Dimension = Dimension,
            Threshold = 0.75f,
            Description = Described,
            ModelPath = "/models/golden.json",
        });
        for (int i = 0; i < 10; i++)
        {
            await EnrolAsync(gallery, i);
        }

        await gallery.UpdateSubjectAsync("p2", new Dictionary<string, string> { ["only"] = "this" });
        await gallery.RemoveSubjectAsync("p4");
        await EnrolAsync(gallery, 10);
        await gallery.RebuildAsync(new RebuildRequest { Threads = 1, BuildGraph = false });
        for (int i = 11; i < Vectors; i++)
        {
            await EnrolAsync(gallery, i);
        }

        await gallery.UpdateSubjectAsync("p5", new Dictionary<string, string> { ["first"] = "1", ["second"] = "\"2\"\n" });
        await gallery.RemoveTemplateAsync("p5", gallery.FindSubject("p5")!.Templates[^1].TemplateId);
        await gallery.RemoveSubjectAsync("p6");
        await gallery.RemoveSubjectAsync("p9");
    }

    /// <summary>Everything that is known of the subjects, as text.</summary>
    public static string Describe(Gallery gallery) => JsonSerializer.Serialize(gallery.ListSubjects(), Readable) + "\n";

    /// <summary>A template of one image was all there was when the older logs were described.</summary>
    private static void LeaveOutOneImage(JsonTypeInfo type)
    {
        foreach (JsonPropertyInfo property in type.Properties.Where(property => property.Name == nameof(Template.Images)))
        {
            property.ShouldSerialize = (_, images) => images is not 1;
        }
    }

    /// <summary>Whose a vector is.</summary>
    public static string? OwnerOf(Gallery gallery, int i) =>
        gallery.IdentifyEmbedding(VectorOf(i), new IdentificationRequest { MaxCandidates = 1, Threshold = 0.99999f, Mode = SearchMode.Exact })
            .Candidates.SingleOrDefault()?.SubjectId;

    private static Task<Enrolment> EnrolAsync(Gallery gallery, int i) => gallery.EnrolAsync(new TemplateEnrolment
    {
        SubjectId = i switch { 7 => "Łukasz 田中", 10 => "p3", 12 => "p5", _ => $"p{i}" },
        Vector = VectorOf(i),
        ContentHash = i % 3 == 0 ? new string((char)('a' + (i % 6)), 64) : null,
        Source = i % 2 == 0 ? null : $"photos/p{i}/größe.jpg",
        Norm = i % 4 == 0 ? i + 0.5f : null,
        Metadata = i % 5 == 1 ? new Dictionary<string, string> { ["name"] = $"Person {i}", ["team"] = "north" } : null,
        Origin = i > 7 ? ("0123456789abcdef", i) : null,
    });

    private sealed class SteppingClock(DateTimeOffset start) : TimeProvider
    {
        private int _seconds;

        public override DateTimeOffset GetUtcNow() => start.AddSeconds(Interlocked.Increment(ref _seconds));
    }
}
