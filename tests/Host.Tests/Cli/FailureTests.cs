using HyperFace.Host.Tests.People;
using HyperFace.Indexer;

namespace HyperFace.Host.Tests.Cli;

/// <summary>Each way to ask for something wrong: one line that says what to do, an exit code, and nothing changed.</summary>
public sealed class FailureTests : CliTest
{
    [Theory]
    [InlineData("No gallery", "gallery info", 2, "Required argument 'gallery' missing")]
    [InlineData("Unknown command", "galery", 2, "galery")]
    [InlineData("Unknown option", "gallery list --colour", 2, "--colour")]
    [InlineData("No source", "enroll g", 2, "exactly one source")]
    [InlineData("Two sources", "enroll g --folder a --csv b", 2, "exactly one source")]
    [InlineData("Ids missing", "enroll g --npy a.npy", 2, "--npy also needs --ids")]
    [InlineData("Ids alone", "enroll g --folder a --ids b", 2, "--ids belongs to --npy")]
    [InlineData("Subject missing", "enroll g --image a.jpg", 2, "--image also needs --subject")]
    [InlineData("Metadata form", "enroll g --image a.jpg --subject a --metadata floor", 2, "'floor' is not of the form name=value")]
    [InlineData("No probe", "identify g", 2, "exactly one probe")]
    [InlineData("Mode", "identify g --subject a --mode fast", 2, "auto, certified, exact or graph")]
    [InlineData("Threshold", "identify g --subject ann --threshold 2", 2, "threshold is 2")]
    [InlineData("Max", "identify g --subject ann --max 0", 2, "maxCandidates is 0")]
    [InlineData("All from the graph", "identify g --subject ann --all --mode graph", 2, "the graph may miss somebody")]
    [InlineData("All and more", "identify g --subject ann --all --below-threshold", 2, "ask for one of the two")]
    [InlineData("No time", "identify g --subject ann --time-limit 0", 2, "must be more than zero")]
    [InlineData("Time form", "identify g --subject ann --time-limit soon", 2, "--time-limit")]
    [InlineData("Explained probe", "explain g --subject ann", 2, "exactly one probe")]
    [InlineData("Explained stranger", "explain g --embedding four.json --subject eve", 3, "no subject 'eve'")]
    [InlineData("One image", "verify --image a.jpg", 2, "two --image")]
    [InlineData("Dimension", "gallery create h --embeddings 1 --embedding-model m", 2, "dimension is 1")]
    [InlineData("Name", "gallery create H --embeddings 4 --embedding-model m", 2, "cannot name a gallery")]
    [InlineData("No confirmation", "gallery remove g", 2, "--yes")]
    [InlineData("Exists", "gallery create g --embeddings 4 --embedding-model m", 3, "There is a gallery 'g' already")]
    [InlineData("Unknown gallery", "gallery info x", 3, "There is no gallery 'x'. There are: g.")]
    [InlineData("Unknown subject", "subject show g eve", 3, "no subject 'eve'")]
    [InlineData("Unknown template", "subject remove g ann --template 99", 3, "no template 99")]
    [InlineData("Unknown job", "job show 123", 3, "There is no job '123'")]
    [InlineData("Missing folder", "enroll g --folder nowhere", 3, "There is no folder")]
    [InlineData("Missing csv", "enroll g --csv nothing.csv", 3, "nothing.csv")]
    [InlineData("Missing image", "enroll g --image nothing.jpg --subject a", 3, "There is no file 'nothing.jpg'")]
    [InlineData("No model for images", "enroll g --image text.jpg --subject a", 3, "pinned to model")]
    [InlineData("Missing probe", "identify g --embedding nothing.npy", 3, "nothing.npy")]
    [InlineData("Probe is no array", "identify g --embedding text.json", 3, "not a JSON array of numbers (line 1, byte")]
    [InlineData("Probe is no npy", "identify g --embedding text.npy", 3, "not a NumPy file")]
    [InlineData("Probe dimension", "identify g --embedding three.json", 3, "has 3 values")]
    [InlineData("Missing model", "model info nothing.json", 3, "nothing.json")]
    [InlineData("Provider", "model info models/squares.json --provider warp", 3, "warp")]
    [InlineData("Setting", "gallery list --set HyperFace:DecodeThreads=999", 2, "HyperFace:DecodeThreads is 999")]
    [InlineData("Setting name", "gallery list --set HyperFace:DecodeTreads=1", 2, "HyperFace:DecodeTreads is not a setting")]
    [InlineData("Setting kind", "gallery list --set HyperFace:DecodeThreads=many", 2, "'many'")]
    [InlineData("Nested setting", "gallery list --set HyperFace:Embedder:Limits:MaxByte=1", 2, "HyperFace:Embedder:Limits:MaxByte is not a setting")]
    [InlineData("Server setting", "serve --set HyperFaceHttp:MaxImages=0", 2, "HyperFaceHttp:MaxImages is 0; it must be 1 to 256")]
    [InlineData("Server model", "serve --model nothing.json --urls http://127.0.0.1:0", 3, "nothing.json")]
    [InlineData("Server address", "serve --urls nonsense", 2, "nonsense")]
    public async Task What_is_wrong_is_said_in_one_line(string what, string command, int exitCode, string message)
    {
        Assert.NotEmpty(what);
        await CreateGalleryAsync(("ann", [1, 0, 0, 0]));
        TestModel.Write(Folder);
        Folder.Write("text.jpg", "no image");
        Folder.Write("text.json", "no array");
        Folder.Write("text.npy", "no array at all");
        Folder.Write("three.json", "[1,2,3]");
        Folder.Write("four.json", "[1,2,3,4]");

        (await RunAsync(command.Split(' '))).ExpectFailure(exitCode, message);

        await using var galleries = new GalleryStore(DataFolder);
        Assert.Equal(["g"], galleries.List());
        Assert.Equal((1, 1), (galleries.Open("g").Info.Subjects, galleries.Open("g").Info.Templates));
    }

    [Fact]
    public async Task A_gallery_that_another_process_has_open_is_in_use()
    {
        await CreateGalleryAsync();
        await using var galleries = new GalleryStore(DataFolder);
        galleries.Open("g");

        (await RunAsync("gallery", "info", "g")).ExpectFailure(4, "open in another process");
        CommandResult list = (await RunAsync("gallery", "list")).Expect(0);
        Assert.Contains("galleryInUse", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_is_none_is_refused_with_the_reason()
    {
        string model = TestModel.Write(Folder);
        await RunAsync("gallery", "create", "staff", "--model", model);
        Folder.Write("text.jpg", "no image");
        Folder.Write("empty.jpg", "");
        Folder.Write("cut.jpg", Portraits.Of(1)[..400]);

        (await RunAsync("enroll", "staff", "--image", "empty.jpg", "--subject", "a")).ExpectFailure(3, "no bytes");
        (await RunAsync("identify", "staff", "--image", "text.jpg")).ExpectFailure(3, "JPEG, PNG, WebP or BMP");
        (await RunAsync("identify", "staff", "--image", "cut.jpg")).ExpectFailure(3, "ends");
        (await RunAsync("identify", "staff", "--image", "cut.jpg", "--set", "HyperFace:Embedder:Limits:MaxBytes=100")).ExpectFailure(3, "400 bytes long");
    }

    [Fact]
    public async Task A_damaged_log_is_shown_and_a_rebuild_needs_consent_to_the_loss()
    {
        await CreateGalleryAsync(("ann", [1, 0, 0, 0]), ("bob", [0, 1, 0, 0]), ("cem", [0, 0, 1, 0]));
        Damage.FlipByteInTheMiddleOfTheLog(DataFolder, "g");

        CommandResult info = await RunAsync("gallery", "info", "g");
        Assert.Equal(0, info.ExitCode);
        Assert.Contains("bytes cannot be read", info.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^hyperface: (warning|error): .*damaged", info.Errors);
        CommandResult refused = await RunAsync("rebuild", "g");
        Assert.Equal((5, ""), (refused.ExitCode, refused.Output));
        CommandResult accepted = await RunAsync("rebuild", "g", "--accept-damage");
        Assert.Equal(0, accepted.ExitCode);
        CommandResult mended = (await RunAsync("gallery", "info", "g")).Expect(0);
        Assert.DoesNotContain("cannot be read", mended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_in_use()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();

        (await RunAsync("serve", "--urls", $"http://{other.LocalEndpoint}")).ExpectFailureAfterLog(4, "already in use");
    }
}
