using System.Net;
using HyperFace.Host.Http.Problems;
using HyperFace.Host.Tests.People;

namespace HyperFace.Host.Tests.Http;

/// <summary>Whatever goes wrong, the answer is a problem that a program can read.</summary>
public sealed class ProblemTests : HttpTest
{
    internal override (string Name, string Value)[] Settings => [("HyperFaceHttp:MaxRequestBytes", "100000")];

    [Fact]
    public async Task An_address_that_is_not_there_is_a_problem()
    {
        (await Api.GetAsync("/")).ExpectProblem(HttpStatusCode.NotFound, "routeNotFound");
        (await Api.GetAsync("/v1/galeries")).ExpectProblem(HttpStatusCode.NotFound, "routeNotFound");
        (await Api.GetAsync("/v1/galleries/")).ExpectProblem(HttpStatusCode.NotFound, "routeNotFound");
        (await Api.GetAsync("/openapi/v2.json")).ExpectProblem(HttpStatusCode.NotFound, "routeNotFound");
    }

    [Fact]
    public async Task A_method_that_is_not_known_is_a_problem_that_names_those_that_are()
    {
        Answer refused = (await Api.DeleteAsync("/v1/verify")).ExpectProblem(HttpStatusCode.MethodNotAllowed, "methodNotAllowed");
        Assert.Equal("POST", refused.Headers["Allow"]);
        Assert.Contains("POST", refused["detail"].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_media_type_that_is_not_read_is_a_problem(string mediaType)
    {
        await CreateAsync();
        foreach (string path in new[] { "/v1/verify", "/v1/galleries/staff/search", "/v1/galleries/staff/faces", "/v1/galleries/staff/jobs" })
        {
            (await Api.SendAsync(HttpMethod.Post, path, ApiClient.Text("{}", mediaType))).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType");
        }

        (await Api.PostAsync("/v1/verify")).ExpectProblem(HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_a_problem()
    {
        await CreateAsync();
        (await Api.PostFormAsync("/v1/galleries/staff/search", ("file", "big.jpg", new byte[200_000]))).ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "requestTooLarge");
        (await Api.PostAsync("/v1/galleries/staff/search", new { image = new byte[200_000] })).ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "requestTooLarge");
        (await Api.PutAsync("/v1/galleries/other", new { description = new string('x', 2_000_000) })).ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "requestTooLarge");
    }

    [Fact]
    public async Task A_request_by_another_name_or_from_another_site_is_refused()
    {
        (await Api.SendAsync(HttpMethod.Get, "/v1/galleries", null, ("Host", "evil.example"))).ExpectProblem(HttpStatusCode.BadRequest, "unknownHost");
        (await Api.SendAsync(HttpMethod.Get, "/v1/galleries", null, ("Origin", "https://evil.example"))).ExpectProblem(HttpStatusCode.Forbidden, "crossSiteRequest");
        (await Api.SendAsync(HttpMethod.Post, "/v1/verify", null, ("Sec-Fetch-Site", "cross-site"))).ExpectProblem(HttpStatusCode.Forbidden, "crossSiteRequest");
        (await Api.SendAsync(HttpMethod.Get, "/v1/galleries", null, ("Host", "localhost"))).Expect(HttpStatusCode.OK);
        (await Api.SendAsync(HttpMethod.Get, "/v1/galleries", null, ("Origin", Server.Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin"))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_model_that_is_not_the_gallerys_is_a_problem_that_hides_where_it_lies()
    {
        await CreateAsync();
        await StopAsync();
        string other = TestModel.Write(Folder, "other", gain: 2);
        File.Delete(Model);
        await using TestServer server = await TestServer.StartAsync(DataFolder, other);

        Answer refused = await server.Client.PostFormAsync("/v1/galleries/staff/search", ("file", "p.jpg", Portraits.Of(1)));

        refused.ExpectProblem(HttpStatusCode.Conflict, "modelMismatch");
    }

    [Fact]
    public async Task A_damaged_gallery_is_searched_and_refuses_changes()
    {
        await CreateAsync();
        await EnrolAsync(1, 0);
        await EnrolAsync(2, 0);
        await EnrolAsync(3, 0);
        await StopAsync();
        Damage.FlipByteInTheMiddleOfTheLog(DataFolder, "staff");
        await StartAsync();

        Answer gallery = (await Api.GetAsync("/v1/galleries/staff")).Expect(HttpStatusCode.OK);
        Assert.Equal("damaged", gallery["indexState"].GetString());
        Assert.NotEmpty(gallery["damage"][0].GetProperty("segment").GetString()!);
        Assert.Equal("match", (await Api.PostFormAsync("/v1/galleries/staff/search", ("file", "p.jpg", Portraits.Of(1, 5))))["decision"].GetString());
        (await Api.DeleteAsync("/v1/galleries/staff/subjects/person-01")).ExpectProblem(HttpStatusCode.ServiceUnavailable, "logDamaged");
        Answer ready = (await Api.GetAsync("/health/ready")).Expect(HttpStatusCode.OK);
        Assert.Equal("degraded", ready["status"].GetString());
    }

    [Fact]
    public async Task Every_kind_of_problem_is_explained_at_its_address()
    {
        foreach (string code in new[] { "galleryNotFound", "rejected", "busy", "internalError" })
        {
            Answer explained = (await Api.GetAsync($"/problems/{code}")).Expect(HttpStatusCode.OK);
            Assert.Equal(code, explained["code"].GetString());
            Assert.Equal(ProblemKinds.Find(code)!.Title, explained["title"].GetString());
        }

        (await Api.GetAsync("/problems/nope")).ExpectProblem(HttpStatusCode.NotFound, "routeNotFound");
    }

    [Fact]
    public async Task The_server_does_not_say_what_it_is() => Assert.DoesNotContain("Server", (await Api.GetAsync("/v1/galleries")).Headers.Keys);
}
