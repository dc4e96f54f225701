using System.Net;
using HyperFace.Host.Tests.People;

namespace HyperFace.Host.Tests.Http;

public sealed class SearchTests : HttpTest
{
    private const string Search = "/v1/galleries/vectors/search";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateForEmbeddingsAsync();
        await EnrolAsync("ann", "3", 1, 0, 0, 0);
        await EnrolAsync("bob", "3", 0.9f, 0.4f, 0, 0);
        await EnrolAsync("cem", "4", 0, 1, 0, 0);
        await EnrolAsync("dan", "4", 0, 0, 1, 0);
    }

    [Fact]
    public async Task An_embedding_finds_its_subjects_best_first()
    {
        Answer answer = (await Api.PostAsync(Search, new { embedding = new[] { 1, 0.1, 0, 0 } })).Expect(HttpStatusCode.OK);

        Assert.Equal("match", answer["decision"].GetString());
        Assert.Equal(["ann", "bob"], Ids(answer));
        Assert.Equal("3", answer["candidates"][0].GetProperty("metadata").GetProperty("floor").GetString());
        Assert.Equal("exact", answer["mode"].GetString());
        Assert.Equal(4, answer["searched"].GetInt64());
        Assert.Equal((await Api.GetAsync("/v1/galleries/vectors"))["modelVersion"].GetString(), answer["modelVersion"].GetString());
    }

    [Fact]
    public async Task A_stored_subject_finds_those_who_resemble_it_and_not_itself()
    {
        Assert.Equal(["bob"], Ids((await Api.PostAsync(Search, new { subjectId = "ann" })).Expect(HttpStatusCode.OK)));
        (await Api.PostAsync(Search, new { subjectId = "eve" })).ExpectProblem(HttpStatusCode.NotFound, "subjectNotFound");
    }

    [Fact]
    public async Task The_request_says_how_many_and_how_similar_and_among_whom()
    {
        Assert.Equal(["ann"], Ids(await Api.PostAsync(Search, new { embedding = new[] { 1, 0.1, 0, 0 }, maxCandidates = 1 })));
        Assert.Equal(["ann"], Ids(await Api.PostAsync(Search, new { embedding = new[] { 1, 0.1, 0, 0 }, threshold = 0.99 })));
        Assert.Equal(["bob"], Ids(await Api.PostAsync(Search, new { embedding = new[] { 1, 0.1, 0, 0 }, filter = new { subjectIds = new[] { "bob", "nobody" } } })));

        Answer floor = await Api.PostAsync(Search, new { embedding = new[] { 1, 0.1, 0, 0 }, includeBelowThreshold = true, filter = new { metadata = new { floor = "4" } } });
        Assert.Equal("noMatch", floor["decision"].GetString());
        Assert.Equal(["cem", "dan"], Ids(floor));
        Assert.Equal("exact", (await Api.PostAsync(Search, new { embedding = new[] { 1, 0.1, 0, 0 }, mode = "exact" }))["mode"].GetString());
        Assert.Equal(HttpStatusCode.OK, (await Api.PostAsync(Search, new { embedding = new[] { 1, 0.1, 0, 0 }, mode = "graph" })).Status);
    }

    [Fact]
    public async Task Nobody_is_an_answer_and_without_a_threshold_nothing_is_decided()
    {
        Answer nobody = await Api.PostAsync(Search, new { embedding = new[] { 0, 0, 0, 1 } });
        Assert.Equal(("noMatch", 0), (nobody["decision"].GetString(), nobody["candidates"].GetArrayLength()));

        (await Api.PutAsync("/v1/galleries/open", new { embeddings = new { model = "test", dimension = 4 } })).Expect(HttpStatusCode.Created);
        (await Api.PostAsync("/v1/galleries/open/faces", new { subjectId = "ann", embedding = new[] { 1, 0, 0, 0 } })).Expect(HttpStatusCode.OK);
        Answer open = await Api.PostAsync("/v1/galleries/open/search", new { embedding = new[] { 1, 0, 0, 0 } });
        Assert.Equal("inconclusive", open["decision"].GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, open["thresholdUsed"].ValueKind);
    }

    [Fact]
    public async Task Everybody_at_or_above_the_threshold_comes_when_asked_for()
    {
        Answer all = (await Api.PostAsync(Search, new { embedding = new[] { 1, 0.1, 0, 0 }, all = true, maxCandidates = 1, threshold = 0.05, timeLimitMs = 600_000 })).Expect(HttpStatusCode.OK);

        Assert.Equal(["ann", "bob", "cem"], Ids(all));
        Assert.Equal((true, "none"), (all["complete"].GetBoolean(), all["stoppedBy"].GetString()));
    }

    [Theory]
    [InlineData("""{}""", 400, "invalidRequest", "exactly one probe")]
    [InlineData("""{"subjectId":"ann","embedding":[1,0,0,0]}""", 400, "invalidRequest", "exactly one probe")]
    [InlineData("""{"embedding":[1,0,0,0],"maxCandidates":0}""", 400, "invalidRequest", "maxCandidates is 0")]
    [InlineData("""{"embedding":[1,0,0,0],"maxCandidates":1001}""", 400, "invalidRequest", "maxCandidates is 1001")]
    [InlineData("""{"embedding":[1,0,0,0],"maxCandidates":1.5}""", 400, "malformedBody", "'maxCandidates' should be a whole number")]
    [InlineData("""{"embedding":[1,0,0,0],"threshold":1.1}""", 400, "invalidRequest", "threshold is 1.1")]
    [InlineData("""{"embedding":[1,0,0,0],"all":true,"mode":"graph"}""", 400, "invalidRequest", "the graph may miss somebody")]
    [InlineData("""{"embedding":[1,0,0,0],"all":true,"includeBelowThreshold":true}""", 400, "invalidRequest", "ask for one of the two")]
    [InlineData("""{"embedding":[1,0,0,0],"timeLimitMs":0}""", 400, "invalidRequest", "must be more than zero")]
    [InlineData("""{"embedding":[1,0,0,0],"timeLimitMs":-5}""", 400, "invalidRequest", "must be more than zero")]
    [InlineData("""{"embedding":[1,0,0,0],"timeLimitMs":"soon"}""", 400, "malformedBody", "'timeLimitMs' should be a whole number")]
    [InlineData("""{"embedding":[1,0,0,0],"mode":"best"}""", 400, "malformedBody", "'mode' should be auto, certified, exact or graph")]
    [InlineData("""{"embedding":[1,0,0,0],"mode":2}""", 400, "malformedBody", "'mode' should be auto, certified, exact or graph")]
    [InlineData("""{"embedding":[1,0,0,0],"includeBelowThreshold":"yes"}""", 400, "malformedBody", "'includeBelowThreshold' should be true or false")]
    [InlineData("""{"embedding":[1,0,0,0],"filter":{"floor":"3"}}""", 400, "malformedBody", "no property 'floor'")]
    [InlineData("""{"embedding":[1,0,0]}""", 422, "rejected", "3 values")]
    [InlineData("""{"embedding":[0,0,0,0]}""", 422, "rejected", "zero vector")]
    [InlineData("""{"embedding":[1,0,0,NaN]}""", 400, "malformedBody", "not valid JSON")]
    [InlineData("""{"image":"AAAA"}""", 409, "modelMismatch", "pinned to model")]
    public async Task A_wrong_request_is_refused(string body, int status, string code, string inDetail)
    {
        Answer refused = (await Api.PostAsync(Search, body)).ExpectProblem((HttpStatusCode)status, code);
        Assert.Contains(inDetail, refused["detail"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_is_searched_as_a_file_and_in_base64_alike()
    {
        await CreateAsync();
        await EnrolAsync(1, 0, 1);
        await EnrolAsync(2, 0, 1);

        Answer file = await Api.PostFormAsync(
            "/v1/galleries/staff/search",
            ("file", "p.jpg", Portraits.Of(2, 5)),
            ("maxCandidates", null, "5"),
            ("threshold", null, "0.25"),
            ("includeBelowThreshold", null, "true"),
            ("mode", null, "exact"),
            ("filter", null, """{"subjectIds":["person-01","person-02"]}"""));
        Answer json = await Api.PostAsync("/v1/galleries/staff/search", new { image = Portraits.Of(2, 5), maxCandidates = 5, threshold = 0.25, includeBelowThreshold = true });

        Assert.Equal(["person-02", "person-01"], Ids(file.Expect(HttpStatusCode.OK)));
        Assert.Equal(0.25f, file["thresholdUsed"].GetSingle());
        Assert.Equal(file["candidates"].GetRawText(), json.Expect(HttpStatusCode.OK)["candidates"].GetRawText());
    }

    [Fact]
    public async Task An_image_that_is_none_is_refused_with_the_reason()
    {
        await CreateAsync();

        Answer text = (await Api.PostFormAsync("/v1/galleries/staff/search", ("file", "p.jpg", "hello"u8.ToArray()))).ExpectProblem(HttpStatusCode.UnprocessableEntity, "rejected");
        Assert.Equal("unknownFormat", text["reasons"][0].GetProperty("reason").GetString());
        Answer cut = (await Api.PostFormAsync("/v1/galleries/staff/search", ("file", "p.jpg", Portraits.Of(1)[..300]))).ExpectProblem(HttpStatusCode.UnprocessableEntity, "rejected");
        Assert.Equal("damaged", cut["reasons"][0].GetProperty("reason").GetString());
        (await Api.PostFormAsync("/v1/galleries/staff/search", ("a", "a.jpg", Portraits.Of(1)), ("b", "b.jpg", Portraits.Of(1)))).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
    }

    private static IEnumerable<string?> Ids(Answer answer) => answer["candidates"].EnumerateArray().Select(candidate => candidate.GetProperty("subjectId").GetString());

    private async Task EnrolAsync(string subjectId, string floor, params float[] embedding) =>
        (await Api.PostAsync("/v1/galleries/vectors/faces", new { subjectId, embedding, metadata = new { floor } })).Expect(HttpStatusCode.OK);
}
