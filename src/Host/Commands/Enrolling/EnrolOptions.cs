using System.CommandLine;

namespace HyperFace.Host.Commands.Enrolling;

/// <summary>What <c>enroll</c> understands.</summary>
internal static class EnrolOptions
{
    public static readonly Argument<string> Gallery = GalleryArgument.Create();

    public static readonly Option<string?> Folder = new("--folder")
    {
        Description = "A folder with one folder per subject, named by its id: <subjectId>/*.jpg (also .jpeg, .png, .webp, .bmp)",
        HelpName = "folder",
    };

    public static readonly Option<string?> Csv = new("--csv")
    {
        Description = "A CSV file with a header: columns subjectId and path; any others become metadata",
        HelpName = "file",
    };

    public static readonly Option<string?> Root = new("--root")
    {
        Description = "With --csv: paths are relative to this folder and must stay inside it [default: the CSV file's folder]",
        HelpName = "folder",
    };

    public static readonly Option<string?> Npy = new("--npy")
    {
        Description = "Ready-made embeddings: a NumPy file, shape [n, dimension], float32 or float16",
        HelpName = "file",
    };

    public static readonly Option<string?> Ids = new("--ids") { Description = "With --npy: a text file with n subject ids, one per line", HelpName = "file" };

    public static readonly Option<string?> JsonLines = new("--jsonl")
    {
        Description = """Ready-made embeddings: a {"subjectId":"…","embedding":[…],"metadata":{…}} per line""",
        HelpName = "file",
    };

    public static readonly Option<string[]> Images = new("--image") { Description = "An image; may be given several times", HelpName = "file" };

    public static readonly Option<string?> Subject = new("--subject") { Description = "With --image: who it is", HelpName = "id" };

    public static readonly Option<Dictionary<string, string>?> Metadata = NameValueOption.Create("--metadata", "With --image: data on the subject, added to what is known");

    public static readonly Option<bool> Fuse = new("--fuse")
    {
        Description = "Make one template of all images of a subject, the mean of their features, instead of one of each; in a source its rows must stand together",
    };

    public static readonly Option<bool> DryRun = new("--dry-run") { Description = "Check every row and enrol none" };

    /// <summary>The options that name a source; exactly one is needed.</summary>
    public static IReadOnlyList<Option> Sources => [Folder, Csv, Npy, JsonLines, Images];

    /// <summary>All options, in the order of the help.</summary>
    public static IReadOnlyList<Option> All => [Folder, Csv, Root, Npy, Ids, JsonLines, Images, Subject, Metadata, Fuse, DryRun];
}
