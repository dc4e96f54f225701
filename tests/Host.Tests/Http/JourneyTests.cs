using System.Net;
using System.Text.Json;
using HyperFace.Host.Tests.People;
using HyperFace.Indexer;

namespace HyperFace.Host.Tests.Http;

/// <summary>The service as a user drives it, with restarts in between.</summary>
public sealed class JourneyTests : HttpTest
{
    [Fact]
    public async Task A_gallery_is_made_filled_searched_thinned_and_rebuilt_and_every_step_survives_a_restart()
    {
        await CreateAsync();
        for (int person = 0; person < 6; person++)
        {
            Answer enrolled = await EnrolAsync(person, 0, 1);
            Assert.Equal(2, enrolled["faces"].GetArrayLength());
            Assert.Equal(0, enrolled["rejected"].GetArrayLength());
        }

        await RestartAsync();
        Answer found = await SearchAsync(3);
        Assert.Equal("match", found["decision"].GetString());
        JsonElement best = found["candidates"][0];
        Assert.Equal(Portraits.IdOf(3), best.GetProperty("subjectId").GetString());
        Assert.Equal(1, best.GetProperty("rank").GetInt32());
        Assert.InRange(best.GetProperty("similarity").GetSingle(), 0.9f, 1f);
        Assert.Equal(TestModel.Threshold, found["thresholdUsed"].GetSingle());
        Assert.True(found["complete"].GetBoolean());
        Assert.Equal(12, found["searched"].GetInt64());

        (await Api.DeleteAsync($"/v1/galleries/staff/subjects/{Portraits.IdOf(3)}")).Expect(HttpStatusCode.OK);
        Assert.Equal("noMatch", (await SearchAsync(3))["decision"].GetString());
        await RestartAsync();
        Assert.Equal("noMatch", (await SearchAsync(3))["decision"].GetString());

        Answer job = (await Api.PostAsync("/v1/galleries/staff/jobs", new { kind = "rebuild" })).Expect(HttpStatusCode.Accepted);
        string location = job.Headers["Location"];
        Assert.Equal($"/v1/jobs/{job["jobId"].GetString()}", location);
        await Server.Jobs.WaitAsync(job["jobId"].GetString()!, cancellation: TestContext.Current.CancellationToken);
        Answer done = (await Api.GetAsync(location)).Expect(HttpStatusCode.OK);
        Assert.Equal("completed", done["state"].GetString());
        Assert.Equal(10, done["rebuild"].GetProperty("templateCount").GetInt64());

        await RestartAsync();
        Answer gallery = (await Api.GetAsync("/v1/galleries/staff")).Expect(HttpStatusCode.OK);
        Assert.Equal(2UL, gallery["indexGeneration"].GetUInt64());
        Assert.Equal(10, gallery["linked"].GetInt64());
        Assert.Equal("match", (await SearchAsync(4))["decision"].GetString());
        Assert.Equal("noMatch", (await SearchAsync(3))["decision"].GetString());

        (await Api.DeleteAsync("/v1/galleries/staff")).Expect(HttpStatusCode.NoContent);
        (await Api.GetAsync("/v1/galleries/staff")).ExpectProblem(HttpStatusCode.NotFound, "galleryNotFound");
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(DataFolder, "galleries")));
    }

    [Fact]
    public async Task A_job_that_a_stop_cut_short_goes_on_at_the_next_start()
    {
        await CreateForEmbeddingsAsync();
        string lines = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{\"subjectId\":\"s{i:00000}\",\"embedding\":[1,{i},{i % 7},{i % 11}]}}\n"));
        Job job = Server.Jobs.StartEnrolment("vectors", EnrolmentSource.JsonLines(Folder.Write("many.jsonl", lines)));

        await RestartAsync();
        Answer done;
        do
        {
            done = (await Api.GetAsync($"/v1/jobs/{job.JobId}")).Expect(HttpStatusCode.OK);
        }
        while (done["endedAt"].ValueKind == JsonValueKind.Null);

        Assert.Equal("completed", done["state"].GetString());
        Assert.Equal(20_000, done["outcomes"].GetProperty("enrolled").GetInt64());
        Assert.Equal(20_000, (await Api.GetAsync("/v1/galleries/vectors"))["templateCount"].GetInt64());
    }

    private Task<Answer> SearchAsync(int person) => Api.PostFormAsync("/v1/galleries/staff/search", ("file", "probe.jpg", Portraits.Of(person, 7)));

    private async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }
}
