using System.Text.Json;
using SkiaSharp;

namespace HyperFace.Host.Tests.Demo;

/// <summary>A whole demo by the program itself. The order of the tests does not matter: none changes what another looks at.</summary>
public sealed class DemoTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact]
    public void It_runs_through_and_says_nothing_but_its_report()
    {
        Assert.Equal((0, string.Empty), (demo.ExitCode, demo.Error));
        Assert.Equal(JsonValueKind.Object, demo.Report.ValueKind);
    }

    [Fact]
    public void Every_image_is_a_JPEG_file_where_it_belongs()
    {
        string[] gallery = Directory.GetFiles(Path.Combine(demo.Folder, "gallery"), "*.jpg", SearchOption.AllDirectories);
        string[] mated = Directory.GetFiles(Path.Combine(demo.Folder, "probes", "mated"), "*.jpg");
        string[] nonMated = Directory.GetFiles(Path.Combine(demo.Folder, "probes", "nonmated"), "*.jpg");

        Assert.Equal((DemoFixture.Subjects * DemoFixture.Images, DemoFixture.Probes, DemoFixture.Probes), (gallery.Length, mated.Length, nonMated.Length));
        Assert.Equal(DemoFixture.Subjects, Directory.GetDirectories(Path.Combine(demo.Folder, "gallery")).Length);
        Assert.All([.. gallery, .. mated, .. nonMated], file =>
        {
            using SKCodec codec = SKCodec.Create(file);
            Assert.Equal((SKEncodedImageFormat.Jpeg, 112, 112), (codec.EncodedFormat, codec.Info.Width, codec.Info.Height));
        });
    }

    [Fact]
    public void No_two_images_are_the_same() => Assert.All(
        Directory.GetFiles(demo.Folder, "*.jpg", SearchOption.AllDirectories).GroupBy(file => Convert.ToHexString(File.ReadAllBytes(file))),
        same => Assert.Single(same));

    [Fact]
    public void The_gallery_holds_one_template_for_each_image()
    {
        const int Templates = DemoFixture.Subjects * DemoFixture.Images;
        JsonElement gallery = demo.Report.GetProperty("gallery");
        JsonElement enrolment = demo.Report.GetProperty("enrolment");

        Assert.Equal((DemoFixture.Subjects, Templates), (gallery.GetProperty("subjectCount").GetInt32(), gallery.GetProperty("templateCount").GetInt32()));
        Assert.Equal((Templates, 0, 0), (enrolment.GetProperty("enrolled").GetInt32(), enrolment.GetProperty("duplicates").GetInt32(), enrolment.GetProperty("rejected").GetInt32()));
        Assert.Equal(Templates, demo.Report.GetProperty("rebuild").GetProperty("linked").GetInt32());
    }

    [Fact]
    public void The_answers_add_up()
    {
        JsonElement mated = demo.Report.GetProperty("figures").GetProperty("mated");
        JsonElement nonMated = demo.Report.GetProperty("figures").GetProperty("nonMated");
        JsonElement searches = demo.Report.GetProperty("figures").GetProperty("searches");

        Assert.Equal(DemoFixture.Probes, mated.GetProperty("probes").GetInt32());
        Assert.Equal(DemoFixture.Probes, mated.GetProperty("hits").GetInt32() + mated.GetProperty("misses").GetInt32());
        Assert.Equal(DemoFixture.Probes, nonMated.GetProperty("probes").GetInt32());
        Assert.Equal(DemoFixture.Probes, nonMated.GetProperty("refusals").GetInt32() + nonMated.GetProperty("falsePositives").GetInt32());
        Assert.Equal(2 * DemoFixture.Probes, searches.GetProperty("exact").GetInt32() + searches.GetProperty("graph").GetInt32());
    }

    [Fact]
    public void The_enrolled_are_found_and_the_others_are_not()
    {
        JsonElement figures = demo.Report.GetProperty("figures");

        Assert.InRange(figures.GetProperty("mated").GetProperty("rank1").GetInt32(), DemoFixture.Probes - 1, DemoFixture.Probes);
        Assert.InRange(figures.GetProperty("mated").GetProperty("hits").GetInt32(), DemoFixture.Probes - 2, DemoFixture.Probes);
        Assert.InRange(figures.GetProperty("nonMated").GetProperty("falsePositives").GetInt32(), 0, 1);
    }

    [Fact]
    public void The_report_says_what_the_model_knows_and_where_the_threshold_comes_from()
    {
        JsonElement model = demo.Report.GetProperty("model");

        Assert.Contains("synthetic", model.GetProperty("notice").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(model.GetProperty("threshold").GetSingle(), demo.Report.GetProperty("figures").GetProperty("threshold").GetSingle());
    }

    [Fact]
    public void Every_stage_has_its_time() => Assert.Equal(
        ["render", "enrol", "rebuild", "identify", "draw"],
        demo.Report.GetProperty("stages").EnumerateArray().Where(stage => stage.GetProperty("seconds").GetDouble() > 0).Select(stage => stage.GetProperty("stage").GetString()));

    [Fact]
    public void The_places_it_names_are_there_and_the_report_lies_among_them()
    {
        Assert.All(demo.Report.GetProperty("places").EnumerateObject(), place => Assert.True(Path.Exists(place.Value.GetString()), place.Name));
        Assert.Equal(demo.Output, File.ReadAllText(Path.Combine(demo.Folder, "report.json")));
    }

    [Fact]
    public void The_contact_sheet_is_a_picture_of_many_colours()
    {
        using SKBitmap sheet = SKBitmap.Decode(Path.Combine(demo.Folder, "contact-sheet.png"));

        Assert.Equal(1000, sheet.Width);
        Assert.InRange(sheet.Height, 600, 3000);
        Assert.InRange(sheet.Pixels.Distinct().Count(), 5000, int.MaxValue);
    }

    [Fact]
    public async Task The_commands_that_it_suggests_work()
    {
        string[] commands = [.. demo.Report.GetProperty("next").EnumerateArray().Select(step => step.GetProperty("command").GetString()!)];
        var exitCodes = new List<int>();
        foreach (string command in commands.Where(command => !command.Contains(" serve ", StringComparison.Ordinal)))
        {
            // "dotnet <path>/hyperface.dll" comes first: no path of this test holds a blank.
            exitCodes.Add((await DemoProcess.RunAsync(demo.WorkingFolder, command.Split(' ')[2..])).ExitCode);
        }

        // Somebody who is enrolled: match. Somebody who is not: no match. The gallery: shown.
        Assert.Equal([0, 1, 0], exitCodes);
    }
}
