using System.Net;
using System.Text.Json;
using HyperFace.Host.Tests.People;

namespace HyperFace.Host.Tests.Http;

public sealed class GalleryTests : HttpTest
{
    [Fact]
    public async Task A_new_gallery_is_of_the_servers_model_and_its_threshold()
    {
        Answer made = (await Api.PutAsync("/v1/galleries/staff", new { description = "Everybody" })).Expect(HttpStatusCode.Created);

        Assert.Equal("/v1/galleries/staff", made.Headers["Location"]);
        Assert.Equal(TestModel.Dimension, made["dimension"].GetInt32());
        Assert.Equal(TestModel.Threshold, made["threshold"].GetSingle());
        Assert.Equal("Everybody", made["description"].GetString());
        Assert.Equal("ready", made["indexState"].GetString());
        Assert.Equal((await Api.GetAsync("/v1/models"))["models"][0].GetProperty("modelVersion").GetString(), made["modelVersion"].GetString());
    }

    [Fact]
    public async Task Asking_again_for_the_same_gallery_changes_nothing_and_for_another_of_that_name_is_refused()
    {
        await CreateForEmbeddingsAsync("g");

        (await Api.PutAsync("/v1/galleries/g", new { embeddings = new { model = "test", dimension = 4 } })).Expect(HttpStatusCode.OK);
        foreach (object other in new object[]
        {
            new { embeddings = new { model = "other", dimension = 4 } },
            new { embeddings = new { model = "test", dimension = 5 } },
            new { threshold = 0.6, embeddings = new { model = "test", dimension = 4 } },
            new { description = "x", embeddings = new { model = "test", dimension = 4 } },
            new { },
        })
        {
            (await Api.PutAsync("/v1/galleries/g", other)).ExpectProblem(HttpStatusCode.Conflict, "galleryExists");
        }
    }

    [Theory]
    [InlineData("Staff", "{}", "invalidRequest", "cannot name a gallery")]
    [InlineData("a%20b", "{}", "invalidRequest", "cannot name a gallery")]
    [InlineData("g", """{"threshold":2}""", "invalidRequest", "threshold is 2")]
    [InlineData("g", """{"embeddings":{"model":"m","dimension":1}}""", "invalidRequest", "dimension is 1")]
    [InlineData("g", """{"embeddings":{"model":" ","dimension":4}}""", "invalidRequest", "embeddings.model is blank")]
    [InlineData("g", """{"embeddings":{"model":"m"}}""", "malformedBody", "'dimension'")]
    [InlineData("g", """{"threshold":"high"}""", "malformedBody", "'threshold' should be a number")]
    [InlineData("g", """{"treshold":0.5}""", "malformedBody", "no property 'treshold'")]
    [InlineData("g", """{"threshold":0.5,"threshold":0.6}""", "malformedBody", "'threshold' is there twice")]
    [InlineData("g", """{"threshold":""", "malformedBody", "not valid JSON (line 1, byte 14)")]
    [InlineData("g", "null", "malformedBody", "null")]
    [InlineData("g", "[]", "malformedBody", "The body should be")]
    public async Task A_wrong_definition_is_refused_by_name(string galleryId, string body, string code, string inDetail)
    {
        Answer refused = await Api.PutAsync($"/v1/galleries/{galleryId}", body);

        refused.ExpectProblem(HttpStatusCode.BadRequest, code);
        Assert.Contains(inDetail, refused["detail"].GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await Api.GetAsync("/v1/galleries"))["galleries"].GetArrayLength());
    }

    [Fact]
    public async Task The_list_shows_every_gallery_and_of_one_that_does_not_open_the_reason()
    {
        await CreateAsync("a");
        await CreateAsync("b");
        await StopAsync();
        await using var elsewhere = new Indexer.GalleryStore(DataFolder);
        elsewhere.Open("a");
        await StartAsync();

        JsonElement list = (await Api.GetAsync("/v1/galleries")).Expect(HttpStatusCode.OK)["galleries"];

        Assert.Equal(["a", "b"], list.EnumerateArray().Select(entry => entry.GetProperty("galleryId").GetString()));
        Assert.Equal("galleryInUse", list[0].GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, list[1].GetProperty("error").ValueKind);
        Assert.Equal(0, list[1].GetProperty("gallery").GetProperty("templateCount").GetInt64());
        (await Api.GetAsync("/v1/galleries/a")).ExpectProblem(HttpStatusCode.Conflict, "galleryInUse");
    }

    [Fact]
    public async Task A_gallery_that_is_not_there_is_not_found_whatever_is_asked_of_it()
    {
        (await Api.GetAsync("/v1/galleries/x")).ExpectProblem(HttpStatusCode.NotFound, "galleryNotFound");
        (await Api.DeleteAsync("/v1/galleries/x")).ExpectProblem(HttpStatusCode.NotFound, "galleryNotFound");
        (await Api.GetAsync("/v1/galleries/x/subjects")).ExpectProblem(HttpStatusCode.NotFound, "galleryNotFound");
        (await Api.GetAsync("/v1/galleries/x/subjects/y")).ExpectProblem(HttpStatusCode.NotFound, "galleryNotFound");
        (await Api.PostAsync("/v1/galleries/x/search", new { subjectId = "y" })).ExpectProblem(HttpStatusCode.NotFound, "galleryNotFound");
        (await Api.PostAsync("/v1/galleries/x/faces", new { subjectId = "y" })).ExpectProblem(HttpStatusCode.NotFound, "galleryNotFound");
        (await Api.PostAsync("/v1/galleries/x/verify", new { subjectId = "y" })).ExpectProblem(HttpStatusCode.NotFound, "galleryNotFound");
        (await Api.PostAsync("/v1/galleries/x/jobs", new { kind = "rebuild" })).ExpectProblem(HttpStatusCode.NotFound, "galleryNotFound");
        (await Api.GetAsync("/v1/galleries/%2e%2e%2f%2e%2e%2fetc")).ExpectProblem(HttpStatusCode.NotFound, "galleryNotFound");
    }
}
