using System.Text.Json;
using System.Text.Json.Nodes;
using HyperFace.Host.Tests.People;
using HyperFace.Tests.Photos;
using SkiaSharp;

namespace HyperFace.Host.Tests.Cli;

/// <summary>Photos on the command line, with the model that ships and a detector that looks at the pixels.</summary>
public sealed class PhotoTests : CliTest
{
    [Fact]
    public async Task A_folder_of_photos_is_enrolled_and_people_are_found_on_other_photos()
    {
        string detector = MarkerDetector.Write(Folder);
        string photos = PhotoAlbum.WriteFolder(Folder, "photos", people: 5, shots: 3);
        Folder.Write("photos/person-00/landscape.jpg", PhotoAlbum.OfNobody());
        Folder.Write("photos/person-01/party.jpg", PhotoAlbum.OfTwo(1, 2));
        Folder.Write("photos/person-02/far.jpg", PhotoAlbum.OfSomebodyFar(2));
        await RunAsync("gallery", "create", "staff");

        CommandResult enrolled = (await RunAsync("enroll", "staff", "--folder", photos, "--detector", detector, "--quality", "medium", "--json")).Expect(1);

        Assert.Equal(15, enrolled.Json.GetProperty("outcomes").GetProperty("enrolled").GetInt64());
        Assert.Equal(3, enrolled.Json.GetProperty("outcomes").GetProperty("rejected").GetInt64());
        CommandResult outcomes = (await RunAsync("job", "outcomes", enrolled.Json.GetProperty("jobId").GetString()!, "--result", "rejected", "--json")).Expect(0);
        JsonElement[] rejected = [.. outcomes.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(3, rejected.Length);
        Assert.All(rejected, row => Assert.Equal("faceRefused", row.GetProperty("reason").GetString()));
        Assert.Equal(["NO_FACE"], ReasonsOf("landscape"));
        Assert.Equal(["EXCEEDS_MAX_FACES"], ReasonsOf("party"));
        Assert.Contains("SMALL_BOUNDING_BOX", ReasonsOf("far"));
        for (int person = 0; person < 5; person++)
        {
            string photo = Folder.Write("visitor.jpg", PhotoAlbum.Of(person, shot: 7));
            JsonElement found = (await RunAsync("identify", "staff", "--image", photo, "--detector", detector, "--below-threshold", "--json")).Json;
            Assert.Equal(PhotoAlbum.IdOf(person), found.GetProperty("candidates")[0].GetProperty("subjectId").GetString());
            JsonElement face = found.GetProperty("face");
            Assert.InRange(face.GetProperty("box").GetProperty("width").GetSingle(), 80, 300);
            Assert.InRange(face.GetProperty("quality").GetProperty("sharpness").GetSingle(), 0.13f, 0.7f);
            Assert.True(face.GetProperty("norm").GetSingle() > 0);
            Assert.Equal(5, face.GetProperty("landmarks").GetArrayLength());
        }

        string[] ReasonsOf(string name) => [.. rejected.Single(row => row.GetProperty("label").GetString()!.Contains(name, StringComparison.Ordinal)).GetProperty("faceReasons").EnumerateArray().Select(reason => reason.GetString()!)];
    }

    [Fact]
    public async Task A_photo_of_two_is_answered_for_each_where_all_are_taken_and_never_enrolled_as_one()
    {
        string detector = MarkerDetector.Write(Folder, yunet: true);
        string photos = PhotoAlbum.WriteFolder(Folder, "photos", people: 3, shots: 2);
        string two = Folder.Write("two.jpg", PhotoAlbum.OfTwo(0, 1));
        await RunAsync("gallery", "create", "staff");
        (await RunAsync("enroll", "staff", "--folder", photos, "--detector", detector)).Expect(0);

        (await RunAsync("identify", "staff", "--image", two, "--detector", detector)).ExpectFailure(3, "EXCEEDS_MAX_FACES: the photo shows 2 faces.");
        (await RunAsync("verify", "staff", "--subject", "person-00", "--image", two, "--detector", detector, "--faces", "refuse")).ExpectFailure(3, "EXCEEDS_MAX_FACES");
        JsonElement all = (await RunAsync("identify", "staff", "--image", two, "--detector", detector, "--faces", "all", "--below-threshold", "--json")).Json;
        Assert.Equal("person-00", all.GetProperty("candidates")[0].GetProperty("subjectId").GetString());
        JsonElement other = Assert.Single(all.GetProperty("otherFaces").EnumerateArray());
        Assert.Equal("person-01", other.GetProperty("candidates")[0].GetProperty("subjectId").GetString());
        CommandResult words = await RunAsync("identify", "staff", "--image", two, "--detector", detector, "--faces", "all", "--below-threshold");
        Assert.Equal(2, words.Output.Split("Face at ").Length - 1);
        JsonElement largest = (await RunAsync("identify", "staff", "--image", two, "--detector", detector, "--faces", "largest", "--below-threshold", "--json")).Json;
        Assert.Equal("person-00", largest.GetProperty("candidates")[0].GetProperty("subjectId").GetString());
        Assert.False(largest.TryGetProperty("otherFaces", out _));

        foreach (string[] command in new string[][]
        {
            ["enroll", "staff", "--image", two, "--subject", "x"],
            ["enroll", "staff", "--folder", photos],
            ["verify", "staff", "--subject", "person-00", "--image", two],
            ["explain", "staff", "--image", two],
        })
        {
            (await RunAsync([.. command, "--detector", detector, "--faces", "all"])).ExpectFailure(2, "a photo stands for one person");
        }

        JsonElement enrolled = (await RunAsync("enroll", "staff", "--image", two, "--subject", "x", "--detector", detector, "--faces", "largest", "--json")).Expect(0).Json;
        Assert.InRange(enrolled.GetProperty("face").GetProperty("box").GetProperty("left").GetSingle(), 110, 145);
    }

    [Fact]
    public async Task A_bulk_enrolment_goes_on_only_by_the_rules_that_it_began_with()
    {
        string detector = MarkerDetector.Write(Folder);
        string other = MarkerDetector.Write(Folder, yunet: true, name: "other");
        string photos = PhotoAlbum.WriteFolder(Folder, "photos", people: 2, shots: 2);
        await RunAsync("gallery", "create", "staff");

        string job = await EnrolAsync(detector, "low");
        LeaveAsKilled(job, rows: 1);
        Assert.Equal(job, await EnrolAsync(detector, "low"));
        LeaveAsKilled(job, rows: 1);
        string medium = await EnrolAsync(detector, "medium");
        Assert.NotEqual(job, medium);
        JsonElement old = (await RunAsync("job", "show", job, "--json")).Json;
        Assert.Equal("cancelled", old.GetProperty("state").GetString());
        Assert.Contains("other rules of which faces are taken", old.GetProperty("error").ToString(), StringComparison.Ordinal);
        LeaveAsKilled(medium, rows: 3);
        string third = await EnrolAsync(other, "medium");
        Assert.NotEqual(medium, third);
        Assert.Equal(third, await LastAsync(third, other));

        async Task<string> EnrolAsync(string with, string quality) =>
            (await RunAsync("enroll", "staff", "--folder", photos, "--detector", with, "--quality", quality, "--json")).Expect(0).Json.GetProperty("jobId").GetString()!;

        async Task<string> LastAsync(string unfinished, string with)
        {
            LeaveAsKilled(unfinished, rows: 0);
            return await EnrolAsync(with, "medium");
        }
    }

    [Fact]
    public async Task Detect_shows_faces_and_writes_their_crops()
    {
        string detector = MarkerDetector.Write(Folder);
        Folder.Write("two.jpg", PhotoAlbum.OfTwo(0, 1));
        Folder.Write("nobody.jpg", PhotoAlbum.OfNobody());

        CommandResult shown = (await RunAsync("detect", "two.jpg", "--detector", detector, "--crops", "crops")).Expect(0);
        Assert.StartsWith("800 x 600 pixels, 2 faces, 2 taken.", shown.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^1 +[0-9]+,[0-9]+ 1[0-9]{2}x1[0-9]{2} .* yes$", shown.Output);
        using (SKBitmap crop = SKBitmap.Decode(Folder["crops/two-2.png"]))
        {
            Assert.Equal((112, 112), (crop.Width, crop.Height));
        }

        CommandResult one = (await RunAsync("detect", "two.jpg", "--detector", detector, "--faces", "one")).Expect(1);
        Assert.Contains("refused: EXCEEDS_MAX_FACES: the photo shows 2 faces", one.Output, StringComparison.Ordinal);
        JsonElement high = (await RunAsync("detect", "two.jpg", "--detector", detector, "--quality", "high", "--json")).Json;
        Assert.Equal(2, high.GetProperty("faces").GetArrayLength());
        Assert.Contains("SMALL_BOUNDING_BOX", high.GetProperty("faces")[1].GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("reason").GetString()));
        JsonElement nobody = (await RunAsync("detect", "nobody.jpg", "--detector", detector, "--json")).Expect(1).Json;
        Assert.Equal("NO_FACE", nobody.GetProperty("reasons")[0].GetProperty("reason").GetString());
        Folder.Write("file", "in the way");
        (await RunAsync("detect", "two.jpg", "--detector", detector, "--crops", "file/crops")).ExpectFailure(3, "The crops cannot be written to 'file/crops'");
    }

    [Fact]
    public async Task What_contradicts_itself_or_is_not_there_is_refused()
    {
        string detector = MarkerDetector.Write(Folder);
        string photo = Folder.Write("photo.jpg", PhotoAlbum.Of(0, 0));

        (await RunAsync("detect", photo)).ExpectFailure(2, "--detector");
        (await RunAsync("detect", photo, "--detector", detector, "--aligned")).ExpectFailure(2, "--aligned uses no detector");
        (await RunAsync("detect", photo, "--detector", "none.json")).ExpectFailure(3, "There is no detector manifest");
        (await RunAsync("detect", "none.jpg", "--detector", detector)).ExpectFailure(3, "There is no file 'none.jpg'");
        (await RunAsync("detect", photo, "--detector", detector, "--faces", "some")).ExpectFailure(2, "some");
        (await RunAsync("detect", photo, "--detector", detector, "--quality", "best")).ExpectFailure(2, "best");
        (await RunAsync("detect", photo, "--detector", detector, "--set", "HyperFace:Photos:MinFaceSize=0")).ExpectFailure(2, "MinFaceSize");
        (await RunAsync("detect", photo, "--detector", detector, "--set", "HyperFace:Photos:Thresholds:MinSharpnes=1")).ExpectFailure(2, "HyperFace:Photos:Thresholds:MinSharpnes is not a setting");
        await RunAsync("gallery", "create", "squares", "--model", TestModel.Write(Folder));
        (await RunAsync("identify", "squares", "--image", photo, "--detector", detector)).ExpectFailure(3, "aligned to 'none'");
    }

    [Fact]
    public async Task The_configuration_names_a_detector_and_thresholds_and_aligned_overrules_it()
    {
        string detector = MarkerDetector.Write(Folder);
        string photo = Folder.Write("photo.jpg", PhotoAlbum.Of(0, 0));
        await RunAsync("gallery", "create", "staff");
        string[] settings = ["--set", $"HyperFace:Detector={detector}", "--set", "HyperFace:Photos:Thresholds:MinSharpness=3"];

        (await RunAsync(["enroll", "staff", "--image", photo, "--subject", "a", .. settings])).ExpectFailure(3, "LOW_SHARPNESS");
        JsonElement aligned = (await RunAsync(["enroll", "staff", "--image", photo, "--subject", "a", "--aligned", "--json", .. settings])).Expect(0).Json;
        Assert.False(aligned.TryGetProperty("face", out _));
    }

    /// <summary>Makes of a job that ended what a kill leaves behind.</summary>
    private void LeaveAsKilled(string jobId, int rows)
    {
        string folder = Path.Combine(DataFolder, "galleries", "staff", "jobs", jobId);
        string path = Path.Combine(folder, "job.json");
        JsonObject job = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        job["state"] = "running";
        job.Remove("endedAt");
        File.WriteAllText(path, job.ToJsonString());
        string outcomes = Path.Combine(folder, "outcomes.jsonl");
        File.WriteAllLines(outcomes, File.ReadAllLines(outcomes)[..rows]);
    }
}
