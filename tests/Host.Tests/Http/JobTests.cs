using System.Net;
using System.Text.Json;
using HyperFace.Host.Tests.People;

namespace HyperFace.Host.Tests.Http;

public sealed class JobTests : HttpTest
{
    private const string Jobs = "/v1/galleries/staff/jobs";

    internal override string? ImportRoot => Folder["import"];

    public override async ValueTask InitializeAsync()
    {
        Portraits.WriteFolder(Folder, "import/people", people: 3, shots: 2);
        Folder.Write("import/people/person-00/broken.jpg", "no image");
        Folder.Write("import/people/person-01/broken.jpg", "no image either");
        await base.InitializeAsync();
        await CreateAsync();
    }

    [Fact]
    public async Task A_folder_in_the_import_root_is_enrolled_and_every_row_has_an_outcome()
    {
        Answer done = await RunAsync(new { kind = "enrolment", source = new { folder = "people" } });

        Assert.Equal("completed", done["state"].GetString());
        Assert.Equal("""{"enrolled":6,"duplicates":0,"rejected":2}""", done["outcomes"].GetRawText());
        Assert.Equal(3, (await Api.GetAsync("/v1/galleries/staff"))["subjectCount"].GetInt64());

        string items = $"/v1/jobs/{done["jobId"].GetString()}/items";
        Assert.Equal(8, (await Api.GetAsync(items)).Expect(HttpStatusCode.OK)["items"].GetArrayLength());
        Answer first = (await Api.GetAsync($"{items}?result=rejected&maxResults=1")).Expect(HttpStatusCode.OK);
        Answer second = (await Api.GetAsync($"{items}?result=rejected&maxResults=1&nextToken={first["nextToken"].GetString()}")).Expect(HttpStatusCode.OK);
        Assert.Equal("person-00/broken.jpg", first["items"][0].GetProperty("label").GetString());
        Assert.Equal("invalidImage", first["items"][0].GetProperty("reason").GetString());
        Assert.Equal("person-01/broken.jpg", second["items"][0].GetProperty("label").GetString());
        Assert.Equal(JsonValueKind.Null, second["nextToken"].ValueKind);
        (await Api.GetAsync($"{items}?result=maybe")).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
        (await Api.GetAsync($"{items}?result=17")).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
        (await Api.GetAsync($"{items}?nextToken=YW5u")).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
        Assert.DoesNotContain(Folder.Path, done.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_enrols_nobody()
    {
        Answer done = await RunAsync(new { kind = "enrolment", source = new { folder = "people" }, dryRun = true });

        Assert.True(done["dryRun"].GetBoolean());
        Assert.Equal(6, done["outcomes"].GetProperty("enrolled").GetInt64());
        Assert.Equal(0, (await Api.GetAsync("/v1/galleries/staff"))["subjectCount"].GetInt64());
    }

    [Fact]
    public async Task Images_of_a_subject_are_fused_where_the_job_asks_for_it()
    {
        Answer done = await RunAsync(new { kind = "enrolment", source = new { folder = "people" }, fusion = "fuse" });

        Assert.Equal(("completed", "fuse"), (done["state"].GetString(), done["fusion"].GetString()));
        Assert.Equal("""{"enrolled":6,"duplicates":0,"rejected":2}""", done["outcomes"].GetRawText());
        JsonElement template = Assert.Single((await Api.GetAsync("/v1/galleries/staff/subjects/person-02"))["templates"].EnumerateArray());
        Assert.Equal(2, template.GetProperty("images").GetInt32());
        Folder.Write("import/apart.csv", "subjectId,path\na,people/person-00/0.jpg\nb,people/person-00/1.jpg\na,people/person-01/0.jpg\n");
        (await Api.PostAsync(Jobs, """{"kind":"enrolment","source":{"csv":"apart.csv"},"fusion":"fuse"}""")).ExpectProblem(HttpStatusCode.UnprocessableEntity, "import");
    }

    [Fact]
    public async Task A_csv_file_is_enrolled_with_its_metadata()
    {
        Folder.Write("import/staff.csv", "subjectId,path,floor\nann,people/person-00/0.jpg,3\nbob,../../secret.jpg,4\n");

        Answer done = await RunAsync(new { kind = "enrolment", source = new { csv = "staff.csv" } });

        Assert.Equal("""{"enrolled":1,"duplicates":0,"rejected":1}""", done["outcomes"].GetRawText());
        Assert.Equal("3", (await Api.GetAsync("/v1/galleries/staff/subjects/ann"))["metadata"].GetProperty("floor").GetString());
        Answer rejected = await Api.GetAsync($"/v1/jobs/{done["jobId"].GetString()}/items?result=rejected");
        Assert.Equal("pathOutsideRoot", rejected["items"][0].GetProperty("reason").GetString());
        Assert.DoesNotContain(Folder.Path, rejected.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"folder":"../data"}""", 403, "pathOutsideRoot")]
    [InlineData("""{"folder":"/etc"}""", 403, "pathOutsideRoot")]
    [InlineData("""{"folder":"people/../../data"}""", 403, "pathOutsideRoot")]
    [InlineData("""{"csv":"staff.csv","root":".."}""", 403, "pathOutsideRoot")]
    [InlineData("""{"npy":"a.npy","ids":"../ids.txt"}""", 403, "pathOutsideRoot")]
    [InlineData("""{"folder":"link"}""", 422, "import")]
    [InlineData("""{"folder":"nowhere"}""", 422, "import")]
    [InlineData("""{"csv":"nothing.csv"}""", 422, "import")]
    [InlineData("""{"folder":""}""", 400, "invalidRequest")]
    [InlineData("""{"folder":"a\u0000b"}""", 400, "invalidRequest")]
    [InlineData("""{}""", 400, "invalidRequest")]
    [InlineData("""{"folder":"people","csv":"staff.csv"}""", 400, "invalidRequest")]
    [InlineData("""{"npy":"a.npy"}""", 400, "invalidRequest")]
    [InlineData("""{"folder":"people","root":"."}""", 400, "invalidRequest")]
    [InlineData("""{"path":"people"}""", 400, "malformedBody")]
    public async Task A_wrong_source_is_refused_before_a_job_is_made(string source, int status, string code)
    {
        Directory.CreateSymbolicLink(Folder["import/link"], Folder["data"]);

        (await Api.PostAsync(Jobs, $$"""{"kind":"enrolment","source":{{source}}}""")).ExpectProblem((HttpStatusCode)status, code);

        Assert.Equal(0, (await Api.GetAsync("/v1/jobs"))["jobs"].GetArrayLength());
    }

    [Theory]
    [InlineData("""{"kind":"enrolment"}""", "invalidRequest")]
    [InlineData("""{"kind":"enrolment","source":{"folder":"people"},"threads":2}""", "invalidRequest")]
    [InlineData("""{"kind":"rebuild","source":{"folder":"people"}}""", "invalidRequest")]
    [InlineData("""{"kind":"rebuild","fusion":"fuse"}""", "invalidRequest")]
    [InlineData("""{"kind":"enrolment","source":{"folder":"people"},"fusion":"mix"}""", "malformedBody")]
    [InlineData("""{"kind":"rebuild","threads":-1}""", "invalidRequest")]
    [InlineData("""{"kind":"cleanup"}""", "malformedBody")]
    [InlineData("""{}""", "malformedBody")]
    public async Task A_wrong_job_is_refused(string body, string code) => (await Api.PostAsync(Jobs, body)).ExpectProblem(HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task Jobs_are_listed_newest_first_and_an_ended_one_stays_as_it_is()
    {
        Answer enrolment = await RunAsync(new { kind = "enrolment", source = new { folder = "people" } });
        Answer rebuild = await RunAsync(new { kind = "rebuild", threads = 1, buildGraph = false });

        Assert.Equal(
            [rebuild["jobId"].GetString(), enrolment["jobId"].GetString()],
            (await Api.GetAsync("/v1/jobs?galleryId=staff"))["jobs"].EnumerateArray().Select(job => job.GetProperty("jobId").GetString()));
        Assert.Equal(1, (await Api.GetAsync("/v1/jobs?maxResults=1"))["jobs"].GetArrayLength());
        Assert.Equal("completed", (await Api.PostAsync($"/v1/jobs/{rebuild["jobId"].GetString()}/cancel")).Expect(HttpStatusCode.OK)["state"].GetString());
        Assert.Equal(0, rebuild["rebuild"].GetProperty("linked").GetInt64());
        Assert.Equal(0, (await Api.GetAsync($"/v1/jobs/{rebuild["jobId"].GetString()}/items"))["items"].GetArrayLength());
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_not_found()
    {
        foreach (string id in new[] { "x", new string('0', 32), "..%2F..%2Fdata" })
        {
            (await Api.GetAsync($"/v1/jobs/{id}")).ExpectProblem(HttpStatusCode.NotFound, "jobNotFound");
            (await Api.PostAsync($"/v1/jobs/{id}/cancel")).ExpectProblem(HttpStatusCode.NotFound, "jobNotFound");
            (await Api.GetAsync($"/v1/jobs/{id}/items")).ExpectProblem(HttpStatusCode.NotFound, "jobNotFound");
        }

        (await Api.GetAsync("/v1/jobs?galleryId=nope")).ExpectProblem(HttpStatusCode.NotFound, "galleryNotFound");
    }

    private async Task<Answer> RunAsync(object body)
    {
        Answer started = (await Api.PostAsync(Jobs, body)).Expect(HttpStatusCode.Accepted);
        await Server.Jobs.WaitAsync(started["jobId"].GetString()!, cancellation: TestContext.Current.CancellationToken);
        return (await Api.GetAsync(started.Headers["Location"])).Expect(HttpStatusCode.OK);
    }
}
