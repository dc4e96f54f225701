using System.Net;

namespace HyperFace.Host.Tests.Http;

public sealed class SubjectTests : HttpTest
{
    private const string Subjects = "/v1/galleries/vectors/subjects";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateForEmbeddingsAsync();
    }

    [Fact]
    public async Task Pages_show_every_subject_once_in_order()
    {
        string[] ids = [.. Enumerable.Range(0, 7).Select(i => $"s{i}")];
        foreach (string id in ids.Reverse())
        {
            await EnrolVectorAsync(id, 1, 2, 3, 4);
        }

        var seen = new List<string>();
        string? token = null;
        do
        {
            Answer page = (await Api.GetAsync($"{Subjects}?maxResults=3{(token is null ? "" : $"&nextToken={token}")}")).Expect(HttpStatusCode.OK);
            seen.AddRange(page["subjects"].EnumerateArray().Select(subject => subject.GetProperty("subjectId").GetString()!));
            token = page["nextToken"].GetString();
        }
        while (token is not null);

        Assert.Equal(ids, seen);
    }

    [Theory]
    [InlineData("maxResults=0", "maxResults is 0")]
    [InlineData("maxResults=501", "maxResults is 501")]
    [InlineData("maxResults=many", "'many' is not a value for 'maxResults'")]
    [InlineData("nextToken=%21", "nextToken")]
    [InlineData("nextToken=_w", "nextToken")]
    public async Task A_wrong_page_is_refused(string query, string inDetail)
    {
        Answer refused = (await Api.GetAsync($"{Subjects}?{query}")).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
        Assert.Contains(inDetail, refused["detail"].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("Zoë Müller 李")]
    [InlineData("a+b?c#d&e=f")]
    [InlineData("..a")]
    public async Task A_subject_is_found_under_whatever_name_it_has(string subjectId)
    {
        await EnrolVectorAsync("other", 4, 3, 2, 1);
        await EnrolVectorAsync(subjectId, 1, 2, 3, 4);
        string path = $"{Subjects}/{Uri.EscapeDataString(subjectId)}";

        Assert.Equal(subjectId, (await Api.GetAsync(path)).Expect(HttpStatusCode.OK)["subjectId"].GetString());
        Assert.Equal("1", (await Api.PutAsync(path, new { metadata = new { floor = "1" } })).Expect(HttpStatusCode.OK)["metadata"].GetProperty("floor").GetString());
        Assert.Equal(1, (await Api.DeleteAsync(path)).Expect(HttpStatusCode.OK)["removedTemplates"].GetInt32());
        (await Api.GetAsync(path)).ExpectProblem(HttpStatusCode.NotFound, "subjectNotFound");
        Assert.Equal(1, (await Api.GetAsync(Subjects))["subjects"].GetArrayLength());
    }

    [Fact]
    public async Task Metadata_is_replaced_whole()
    {
        (await Api.PostAsync("/v1/galleries/vectors/faces", new { subjectId = "ann", embedding = new[] { 1, 0, 0, 0 }, metadata = new { floor = "1", room = "2" } })).Expect(HttpStatusCode.OK);

        (await Api.PutAsync($"{Subjects}/ann", new { metadata = new { floor = "3" } })).Expect(HttpStatusCode.OK);

        Assert.Equal("""{"floor":"3"}""", (await Api.GetAsync($"{Subjects}/ann"))["metadata"].GetRawText());
    }

    [Fact]
    public async Task Wrong_metadata_is_refused_and_changes_nothing()
    {
        await EnrolVectorAsync("ann", 1, 0, 0, 0);

        (await Api.PutAsync($"{Subjects}/ann")).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType");
        (await Api.PutAsync($"{Subjects}/ann", new { })).ExpectProblem(HttpStatusCode.BadRequest, "malformedBody");
        (await Api.PutAsync($"{Subjects}/ann", new { metadata = new { floor = 1 } })).ExpectProblem(HttpStatusCode.BadRequest, "malformedBody");
        Answer tooLong = (await Api.PutAsync($"{Subjects}/ann", new { metadata = new { floor = new string('x', 5000) } })).ExpectProblem(HttpStatusCode.UnprocessableEntity, "rejected");
        Assert.Equal("invalidMetadata", tooLong["reasons"][0].GetProperty("reason").GetString());
        (await Api.PutAsync($"{Subjects}/nobody", new { metadata = new { } })).ExpectProblem(HttpStatusCode.NotFound, "subjectNotFound");
        Assert.Equal("{}", (await Api.GetAsync($"{Subjects}/ann"))["metadata"].GetRawText());
    }

    [Fact]
    public async Task Templates_are_removed_one_by_one_and_the_subject_with_the_last()
    {
        await EnrolVectorAsync("ann", 1, 0, 0, 0);
        await EnrolVectorAsync("ann", 0, 1, 0, 0);
        ulong[] templates = [.. (await Api.GetAsync($"{Subjects}/ann"))["templates"].EnumerateArray().Select(template => template.GetProperty("templateId").GetUInt64())];

        (await Api.DeleteAsync($"{Subjects}/ann/templates/{templates[0]}")).Expect(HttpStatusCode.NoContent);
        (await Api.DeleteAsync($"{Subjects}/ann/templates/{templates[0]}")).ExpectProblem(HttpStatusCode.NotFound, "subjectNotFound");
        Assert.Equal(1, (await Api.GetAsync($"{Subjects}/ann"))["templates"].GetArrayLength());
        (await Api.DeleteAsync($"{Subjects}/ann/templates/first")).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
        (await Api.DeleteAsync($"{Subjects}/ann/templates/{templates[1]}")).Expect(HttpStatusCode.NoContent);
        (await Api.GetAsync($"{Subjects}/ann")).ExpectProblem(HttpStatusCode.NotFound, "subjectNotFound");
    }

    [Fact]
    public async Task A_subject_called_dot_dot_cannot_cost_the_gallery()
    {
        await EnrolVectorAsync("..", 1, 2, 3, 4);

        foreach (string target in new[] { $"{Subjects}/..", $"{Subjects}/%2E%2E", $"{Subjects}/.", "/v1/galleries/vectors/" })
        {
            string answer = await RawRequest.SendAsync(Server.Address, $"DELETE {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            Assert.Matches("^HTTP/1.1 40[04] ", answer);
        }

        Assert.Equal(1, (await Api.GetAsync("/v1/galleries/vectors"))["subjectCount"].GetInt64());
    }
}
