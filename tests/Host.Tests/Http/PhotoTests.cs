using System.Net;
using System.Text.Json;
using HyperFace.Host.Tests.People;
using HyperFace.Tests.Photos;

namespace HyperFace.Host.Tests.Http;

/// <summary>A server with a detector: images are photos.</summary>
public sealed class PhotoTests : IAsyncLifetime
{
    private const string Faces = "/v1/galleries/staff/faces";

    private readonly TemporaryFolder _folder = new();
    private TestServer? _server;

    private ApiClient Api => _server!.Client;

    public async ValueTask InitializeAsync()
    {
        string detector = MarkerDetector.Write(_folder);
        _server = await TestServer.StartAsync(_folder["data"], Repository.PathOf("data", "models", "hyperface-demo.json"), null, ("HyperFace:Detector", detector));
        (await Api.PutAsync("/v1/galleries/staff")).Expect(HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Answers_tell_of_the_face_and_refusals_of_every_reason()
    {
        Answer enrolled = (await Api.PostFormAsync(
            Faces,
            ("subjectId", null, "ann"),
            ("file", "ann.jpg", PhotoAlbum.Of(1, 0)),
            ("file", "two.jpg", PhotoAlbum.OfTwo(1, 2)),
            ("file", "nobody.jpg", PhotoAlbum.OfNobody()),
            ("file", "text.jpg", "no image"u8.ToArray()))).Expect(HttpStatusCode.OK);

        JsonElement face = Assert.Single(enrolled["faces"].EnumerateArray()).GetProperty("face");
        Assert.True(face.GetProperty("box").GetProperty("width").GetSingle() > 80);
        Assert.Equal(5, face.GetProperty("landmarks").GetArrayLength());
        Assert.InRange(face.GetProperty("quality").GetProperty("brightness").GetSingle(), 0.1f, 0.9f);
        Assert.Empty(face.GetProperty("reasons").EnumerateArray());
        Assert.Equal(
            [("two.jpg", "EXCEEDS_MAX_FACES"), ("nobody.jpg", "NO_FACE"), ("text.jpg", "unknownFormat")],
            enrolled["rejected"].EnumerateArray().Select(one => (one.GetProperty("source").GetString(), one.GetProperty("reasons")[0].GetProperty("reason").GetString())));

        Answer found = (await Api.PostFormAsync("/v1/galleries/staff/search", ("includeBelowThreshold", null, "true"), ("file", "other.jpg", PhotoAlbum.Of(1, 5)))).Expect(HttpStatusCode.OK);
        Assert.Equal("ann", found["candidates"][0].GetProperty("subjectId").GetString());
        Assert.True(found["face"].GetProperty("norm").GetSingle() > 0);
    }

    [Fact]
    public async Task A_problem_names_the_reasons()
    {
        Answer refused = (await Api.PostFormAsync(Faces, ("subjectId", null, "ann"), ("file", "nobody.jpg", PhotoAlbum.OfNobody()))).ExpectProblem(HttpStatusCode.UnprocessableEntity, "rejected");
        Assert.Equal("NO_FACE", refused["reasons"][0].GetProperty("reason").GetString());
        Assert.Contains("NO_FACE: the photo shows no face.", refused["detail"].GetString(), StringComparison.Ordinal);

        Answer search = (await Api.PostFormAsync("/v1/galleries/staff/search", ("file", "two.jpg", PhotoAlbum.OfTwo(1, 2)))).ExpectProblem(HttpStatusCode.UnprocessableEntity, "rejected");
        Assert.Equal("EXCEEDS_MAX_FACES", search["reasons"][0].GetProperty("reason").GetString());

        Answer compared = (await Api.PostFormAsync("/v1/verify", ("sourceImage", "a.jpg", PhotoAlbum.Of(1, 0)), ("targetImage", "b.jpg", PhotoAlbum.OfNobody()))).ExpectProblem(HttpStatusCode.UnprocessableEntity, "rejected");
        Assert.StartsWith("targetImage: NO_FACE", compared["detail"].GetString(), StringComparison.Ordinal);
        (await Api.PostFormAsync("/v1/verify", ("sourceImage", "a.jpg", PhotoAlbum.Of(1, 0)), ("targetImage", "b.jpg", PhotoAlbum.Of(1, 3)))).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_all_faces_are_taken_each_has_its_answer_and_enrolment_is_refused()
    {
        await using TestServer all = await TestServer.StartAsync(
            _folder["all"], Repository.PathOf("data", "models", "hyperface-demo.json"), null, ("HyperFace:Detector", MarkerDetector.Write(_folder, name: "all")), ("HyperFace:Photos:Faces", "all"));
        (await all.Client.PutAsync("/v1/galleries/staff")).Expect(HttpStatusCode.Created);

        Answer enrolment = (await all.Client.PostFormAsync(Faces, ("subjectId", null, "ann"), ("file", "ann.jpg", PhotoAlbum.Of(1, 0)))).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
        Assert.Contains("a photo stands for one person", enrolment["detail"].GetString(), StringComparison.Ordinal);
        Answer found = (await all.Client.PostFormAsync("/v1/galleries/staff/search", ("file", "two.jpg", PhotoAlbum.OfTwo(1, 2)))).Expect(HttpStatusCode.OK);
        Assert.Single(found["otherFaces"].EnumerateArray());
    }
}
