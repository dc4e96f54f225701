using System.Net;
using System.Text.Json;
using HyperFace.Host.Tests.Http;
using HyperFace.Host.Tests.People;

namespace HyperFace.Host.Tests.Cli;

/// <summary>The program as a user drives it.</summary>
public sealed class JourneyTests : CliTest
{
    [Fact]
    public async Task A_folder_of_images_is_enrolled_and_a_face_is_told_from_a_stranger()
    {
        string model = TestModel.Write(Folder);
        string people = Portraits.WriteFolder(Folder, "people", people: 5, shots: 2);
        Folder.Write("people/person-00/broken.jpg", "no image");
        string known = Folder.Write("known.jpg", Portraits.Of(3, 9));
        string stranger = Folder.Write("stranger.jpg", Portraits.Of(77));

        CommandResult created = await RunAsync("gallery", "create", "staff", "--model", model, "--description", "Everybody");
        Assert.Equal(0, created.ExitCode);
        Assert.Contains(TestModel.Notice, created.Errors, StringComparison.Ordinal);
        Assert.Contains("0.5000", created.Output, StringComparison.Ordinal);

        CommandResult dry = (await RunAsync("enroll", "staff", "--folder", people, "--dry-run")).Expect(1);
        Assert.Contains("10 would be enrolled, 0 duplicate, 1 rejected", dry.Output, StringComparison.Ordinal);
        CommandResult enrolled = (await RunAsync("enroll", "staff", "--folder", people)).Expect(1);
        Assert.Contains("10 enrolled, 0 duplicate, 1 rejected", enrolled.Output, StringComparison.Ordinal);
        Assert.Contains("person-00/broken.jpg", enrolled.Output, StringComparison.Ordinal);
        string outcomes = enrolled.Output.Split('\n').Single(line => line.Contains("outcomes.jsonl", StringComparison.Ordinal)).Split(": ")[1];
        Assert.Equal(11, File.ReadAllLines(outcomes).Length);
        CommandResult again = (await RunAsync("enrol", "staff", "--folder", people)).Expect(1);
        Assert.Contains("0 enrolled, 10 duplicate, 1 rejected", again.Output, StringComparison.Ordinal);

        (await RunAsync("enroll", "staff", "--image", known, "--subject", "extra", "--metadata", "floor=3", "room=12")).Expect(0);
        (await RunAsync("subject", "remove", "staff", "extra")).Expect(0);
        CommandResult rebuilt = (await RunAsync("rebuild", "staff", "--threads", "1")).Expect(0);
        Assert.Contains("10, of them 10 in the graph", rebuilt.Output, StringComparison.Ordinal);

        CommandResult match = (await RunAsync("identify", "staff", "--image", known)).Expect(0);
        Assert.StartsWith("match: 'person-03' has similarity", match.Output, StringComparison.Ordinal);
        CommandResult nobody = (await RunAsync("identify", "staff", "--image", stranger, "--below-threshold", "--max", "2", "--mode", "exact")).Expect(1);
        Assert.StartsWith("no match:", nobody.Output, StringComparison.Ordinal);
        CommandResult explained = (await RunAsync("explain", "staff", "--image", known, "--mode", "certified")).Expect(0);
        Assert.Contains("Searched by certified sweep: as asked for.", explained.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^one-bit codes +10 +", explained.Output);
        Assert.Contains("match: 'person-03' has similarity", explained.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^'person-03', candidate of rank 1: similarity [0-9.]+, [0-9.]+ above the threshold of 0.5000", explained.Output);
        CommandResult walked = (await RunAsync("explain", "staff", "--image", known, "--mode", "graph", "--subject", "person-01")).Expect(0);
        Assert.Matches("(?m)^graph, lowest layer +[0-9]+ +[0-9]+", walked.Output);
        Assert.Matches("(?m)^'person-01', below the cut: similarity", walked.Output);
        (await RunAsync("verify", "staff", "--subject", "person-03", "--image", known)).Expect(0);
        (await RunAsync("verify", "staff", "--subject", "person-02", "--image", known)).Expect(1);
        (await RunAsync("verify", "--model", model, "--image", known, "--image", stranger)).Expect(1);
        (await RunAsync("gallery", "remove", "staff", "--yes")).Expect(0);
        Assert.Contains("There are no galleries", (await RunAsync("gallery", "list")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_is_a_document_when_a_machine_reads()
    {
        string lines = """
            {"subjectId":"ann","embedding":[1,0,0,0],"metadata":{"floor":"3"}}
            {"subjectId":"bob","embedding":[0.9,0.4,0,0],"metadata":{"floor":"4"}}
            {"subjectId":"cem","embedding":[0,0,1]}
            """;
        string jsonl = Folder.Write("faces.jsonl", lines);
        string probe = Folder.Write("probe.json", "[1,0.1,0,0]");

        JsonElement created = (await RunAsync("gallery", "create", "g", "--embeddings", "4", "--embedding-model", "test", "--threshold", "0.5", "--json")).Expect(0).Json;
        Assert.Equal(4, created.GetProperty("dimension").GetInt32());
        JsonElement job = (await RunAsync("enroll", "g", "--jsonl", jsonl, "--json")).Expect(1).Json;
        Assert.Equal("completed", job.GetProperty("state").GetString());
        Assert.Equal(2, job.GetProperty("outcomes").GetProperty("enrolled").GetInt64());
        string jobId = job.GetProperty("jobId").GetString()!;

        JsonElement found = (await RunAsync("identify", "g", "--embedding", probe, "--where", "floor=4", "--json")).Expect(0).Json;
        Assert.Equal("bob", Assert.Single(found.GetProperty("candidates").EnumerateArray()).GetProperty("subjectId").GetString());
        JsonElement all = (await RunAsync("identify", "g", "--embedding", probe, "--all", "--max", "1", "--time-limit", "600000", "--json")).Expect(0).Json;
        Assert.Equal((2, "none"), (all.GetProperty("candidates").GetArrayLength(), all.GetProperty("stoppedBy").GetString()));
        JsonElement told = (await RunAsync("explain", "g", "--embedding", probe, "--subject", "bob", "--where", "floor=3", "--json")).Expect(0).Json;
        Assert.Equal("ann", told.GetProperty("identification").GetProperty("candidates")[0].GetProperty("subjectId").GetString());
        Assert.Equal(("exact", "fewTemplates", "exactScan"), (told.GetProperty("modes")[0].GetProperty("mode").GetString(), told.GetProperty("modes")[0].GetProperty("reason").GetString(), told.GetProperty("modes")[0].GetProperty("stages")[0].GetProperty("stage").GetString()));
        Assert.Equal(("bob", "keptOut"), (told.GetProperty("subjects")[0].GetProperty("subjectId").GetString(), told.GetProperty("subjects")[0].GetProperty("standing").GetString()));
        Assert.Equal("match", (await RunAsync("identify", "g", "--subject", "ann", "--json")).Expect(0).Json.GetProperty("decision").GetString());
        Assert.Equal(2, (await RunAsync("subject", "list", "g", "--json")).Expect(0).Json.GetProperty("subjects").GetArrayLength());
        Assert.Equal("ann", (await RunAsync("subject", "show", "g", "ann", "--json")).Expect(0).Json.GetProperty("subjectId").GetString());
        Assert.Equal(jobId, (await RunAsync("job", "list", "g", "--json")).Expect(0).Json.GetProperty("jobs")[0].GetProperty("jobId").GetString());
        Assert.Equal("enrolment", (await RunAsync("job", "show", jobId, "--json")).Expect(0).Json.GetProperty("kind").GetString());
        Assert.Equal("completed", (await RunAsync("job", "cancel", jobId, "--json")).Expect(0).Json.GetProperty("state").GetString());
        JsonElement row = (await RunAsync("job", "outcomes", jobId, "--result", "rejected", "--json")).Expect(0).Json;
        Assert.Equal(("wrongDimension", 2), (row.GetProperty("reason").GetString(), row.GetProperty("row").GetInt64()));
        Assert.Equal(2UL, (await RunAsync("rebuild", "g", "--json")).Expect(0).Json.GetProperty("rebuild").GetProperty("indexGeneration").GetUInt64());
        Assert.Equal(1, (await RunAsync("subject", "remove", "g", "bob", "--json")).Expect(0).Json.GetProperty("removedTemplates").GetInt32());
        Assert.Equal(1, (await RunAsync("gallery", "info", "g", "--json")).Expect(0).Json.GetProperty("subjectCount").GetInt64());
        Assert.Equal("g", (await RunAsync("gallery", "list", "--json")).Expect(0).Json.GetProperty("galleries")[0].GetProperty("galleryId").GetString());
        Assert.Equal(1, (await RunAsync("gallery", "remove", "g", "--yes", "--json")).Expect(0).Json.GetProperty("removedSubjects").GetInt64());
        Assert.Equal("Coloured squares", (await RunAsync("model", "info", TestModel.Write(Folder), "--json")).Expect(0).Json.GetProperty("name").GetString());

        CommandResult failed = await RunAsync("gallery", "info", "g", "--json");
        Assert.Equal((3, ""), (failed.ExitCode, failed.Output));
        Assert.Equal("galleryNotFound", JsonDocument.Parse(failed.Errors).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_server_is_driven_stopped_in_order_and_started_again()
    {
        string model = TestModel.Write(Folder);
        using (HyperFaceProcess server = HyperFaceProcess.Start(Folder, "serve", "--urls", "http://127.0.0.1:0", "--model", model))
        {
            using var api = new ApiClient(await AddressOfAsync(server));
            (await api.PutAsync("/v1/galleries/staff")).Expect(HttpStatusCode.Created);
            (await api.PostFormAsync("/v1/galleries/staff/faces", ("subjectId", null, "ann"), ("file", "a.jpg", Portraits.Of(1)))).Expect(HttpStatusCode.OK);
            (await RunAsync("gallery", "info", "staff")).ExpectFailure(4, "open in another process");
            await server.SignalAsync("TERM");
            Assert.Equal(0, (await server.EndAsync()).ExitCode);
        }

        (await RunAsync("gallery", "info", "staff")).Expect(0);
        using (HyperFaceProcess server = HyperFaceProcess.Start(Folder, "serve", "--urls", "http://127.0.0.1:0", "--json"))
        {
            using var api = new ApiClient(await AddressOfAsync(server));
            Answer found = (await api.PostFormAsync("/v1/galleries/staff/search", ("file", "p.jpg", Portraits.Of(1, 4)))).Expect(HttpStatusCode.OK);
            Assert.Equal("match", found["decision"].GetString());
            await server.SignalAsync("INT");
            Assert.Equal(0, (await server.EndAsync()).ExitCode);
        }
    }

    [Fact]
    public async Task Images_of_a_person_are_fused_into_one_template()
    {
        string model = TestModel.Write(Folder);
        string people = Portraits.WriteFolder(Folder, "people", people: 3, shots: 4);
        Assert.Equal(0, (await RunAsync("gallery", "create", "staff", "--model", model)).ExitCode);

        JsonElement job = (await RunAsync("enroll", "staff", "--folder", people, "--fuse", "--json")).Expect(0).Json;
        Assert.Equal(("fuse", 12), (job.GetProperty("fusion").GetString(), job.GetProperty("outcomes").GetProperty("enrolled").GetInt64()));
        string[] images = [.. Enumerable.Range(0, 3).Select(shot => Folder.Write($"dora-{shot}.jpg", Portraits.Of(9, shot)))];
        CommandResult dry = (await RunAsync("enroll", "staff", "--subject", "dora", "--fuse", "--dry-run", "--image", images[0], "--image", images[1])).Expect(0);
        Assert.Contains("'dora-0.jpg and 1 more' can be enrolled", dry.Output, StringComparison.Ordinal);
        CommandResult fused = (await RunAsync("enroll", "staff", "--subject", "dora", "--fuse", "--image", images[0], "--image", images[1])).Expect(0);
        Assert.Contains("Enrolled 'dora-0.jpg and 1 more' for subject 'dora'", fused.Output, StringComparison.Ordinal);
        JsonElement apart = (await RunAsync("enroll", "staff", "--subject", "dora", "--json", "--image", images[1], "--image", images[2])).Expect(0).Json;
        Assert.Equal(2, apart.GetProperty("faces").GetArrayLength());

        JsonElement dora = (await RunAsync("subject", "show", "staff", "dora", "--json")).Expect(0).Json;
        Assert.Equal([2, 1, 1], dora.GetProperty("templates").EnumerateArray().Select(template => template.GetProperty("images").GetInt32()));
        JsonElement gallery = (await RunAsync("gallery", "info", "staff", "--json")).Expect(0).Json;
        Assert.Equal((4, 6), (gallery.GetProperty("subjectCount").GetInt64(), gallery.GetProperty("templateCount").GetInt64()));
        Assert.StartsWith("match: 'person-01'", (await RunAsync("identify", "staff", "--image", Folder.Write("probe.jpg", Portraits.Of(1, 8)))).Expect(0).Output, StringComparison.Ordinal);
        CommandResult apartInSource = await RunAsync("enroll", "staff", "--fuse", "--csv", Folder.Write("apart.csv", "subjectId,path\na,people/person-00/0.jpg\nb,people/person-00/1.jpg\na,people/person-00/2.jpg\n"));
        Assert.Equal(3, apartInSource.ExitCode);
        Assert.Contains("sort the source by subject", apartInSource.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enrolment_that_is_interrupted_says_so_and_goes_on_where_it_stopped()
    {
        const int rows = 30_000;
        await CreateGalleryAsync();
        string jsonl = Folder.Write("many.jsonl", string.Concat(Enumerable.Range(0, rows).Select(i => $"{{\"subjectId\":\"s{i}\",\"embedding\":[1,{i},{i % 7},{i % 11}]}}\n")));
        string jobs = Path.Combine(DataFolder, "galleries", "g", "jobs");
        using var watcher = new FileSystemWatcher(jobs, "outcomes.jsonl") { IncludeSubdirectories = true, EnableRaisingEvents = true };
        var begun = new TaskCompletionSource();
        watcher.Changed += (_, change) =>
        {
            // Opening the file is a change too, and stops nothing worth resuming.
            if (new FileInfo(change.FullPath).Length > 0)
            {
                begun.TrySetResult();
            }
        };

        using HyperFaceProcess process = HyperFaceProcess.Start(Folder, "enroll", "g", "--jsonl", jsonl);
        await begun.Task.WaitAsync(TestContext.Current.CancellationToken);
        await process.SignalAsync("INT");
        CommandResult stopped = await process.EndAsync();

        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("Stopped:", stopped.Output, StringComparison.Ordinal);
        Assert.Contains("give the same command again", stopped.Output, StringComparison.Ordinal);
        CommandResult resumed = await RunAsync("enroll", "g", "--jsonl", jsonl);
        Assert.Equal(0, resumed.ExitCode);
        Assert.Contains("goes on where it stopped", resumed.Errors, StringComparison.Ordinal);
        Assert.Contains("30,000 enrolled, 0 duplicate, 0 rejected", resumed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task An_enrolment_that_is_killed_again_and_again_ends_with_one_template_for_each_row_or_fused_subject(int fused)
    {
        const int rows = 30_000;
        const int kills = 3;
        await CreateGalleryAsync();
        string jsonl = Folder.Write("many.jsonl", string.Concat(Enumerable.Range(0, rows).Select(i => $"{{\"subjectId\":\"s{i / fused}\",\"embedding\":[1,{i},{i % 7},{i % 11}]}}\n")));
        string[] enroll = ["enroll", "g", "--jsonl", jsonl, .. fused > 1 ? ["--fuse"] : Array.Empty<string>()];
        string jobs = Path.Combine(DataFolder, "galleries", "g", "jobs");
        for (int kill = 0; kill < kills; kill++)
        {
            long before = BytesIn(jobs);
            int sent = 0;
            HyperFaceProcess? running = null;
            using var watcher = new FileSystemWatcher(jobs, "outcomes.jsonl") { IncludeSubdirectories = true, EnableRaisingEvents = true };

            // On the watcher's own thread: a test's continuation may have to wait for another test.
            watcher.Changed += (_, _) =>
            {
                if (BytesIn(jobs) > before && Volatile.Read(ref running) is { } process && Interlocked.Exchange(ref sent, 1) == 0)
                {
                    process.Kill();
                }
            };
            using HyperFaceProcess started = HyperFaceProcess.Start(Folder, enroll);
            Volatile.Write(ref running, started);
            Assert.NotEqual(0, (await started.EndAsync()).ExitCode);
        }

        CommandResult last = await RunAsync(enroll);

        Assert.Equal(0, last.ExitCode);
        Assert.Contains("goes on where it stopped", last.Errors, StringComparison.Ordinal);
        Assert.Contains("30,000 enrolled, 0 duplicate, 0 rejected", last.Output, StringComparison.Ordinal);
        JsonElement gallery = (await RunAsync("gallery", "info", "g", "--json")).Expect(0).Json;
        Assert.Equal((rows / fused, rows / fused), (gallery.GetProperty("subjectCount").GetInt64(), gallery.GetProperty("templateCount").GetInt64()));
        Assert.Single(Directory.GetDirectories(jobs));
    }

    private static long BytesIn(string jobs) =>
        Directory.EnumerateFiles(jobs, "outcomes.jsonl", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private static async Task<Uri> AddressOfAsync(HyperFaceProcess server)
    {
        string line = await server.ReadUntilAsync("Now listening on");
        return new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..].Split('"', ' ')[0]);
    }
}
