using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using HyperFace.Host.Tests.People;

namespace HyperFace.Host.Tests.Http;

public sealed class FaceTests : HttpTest
{
    private const string Faces = "/v1/galleries/staff/faces";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateAsync();
        await CreateForEmbeddingsAsync();
    }

    [Fact]
    public async Task A_good_file_is_enrolled_beside_a_bad_one()
    {
        Answer answer = (await Api.PostFormAsync(
            Faces,
            ("subjectId", null, "ann"),
            ("metadata", null, """{"floor":"3"}"""),
            ("file", "good.jpg", Portraits.Of(1)),
            ("file", "bad.jpg", "no image at all"u8.ToArray()),
            ("file", "empty.jpg", Array.Empty<byte>()))).Expect(HttpStatusCode.OK);

        JsonElement face = Assert.Single(answer["faces"].EnumerateArray());
        Assert.Equal(("ann", "good.jpg", false), (face.GetProperty("subjectId").GetString(), face.GetProperty("source").GetString(), face.GetProperty("duplicate").GetBoolean()));
        JsonElement[] rejected = [.. answer["rejected"].EnumerateArray()];
        Assert.Equal(["bad.jpg", "empty.jpg"], rejected.Select(r => r.GetProperty("source").GetString()));
        Assert.Equal(["unknownFormat", "empty"], rejected.Select(r => r.GetProperty("reasons")[0].GetProperty("reason").GetString()));
        Answer subject = await Api.GetAsync("/v1/galleries/staff/subjects/ann");
        Assert.Equal("3", subject["metadata"].GetProperty("floor").GetString());
        JsonElement template = Assert.Single(subject["templates"].EnumerateArray());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Portraits.Of(1))), template.GetProperty("contentHash").GetString());
        Assert.Equal(face.GetProperty("templateId").GetUInt64(), template.GetProperty("templateId").GetUInt64());
    }

    [Fact]
    public async Task Several_images_are_fused_where_the_request_asks_for_it()
    {
        Answer answer = (await Api.PostFormAsync(
            Faces,
            ("subjectId", null, "ann"),
            ("fusion", null, "fuse"),
            ("file", "a.jpg", Portraits.Of(1)),
            ("file", "bad.jpg", "no image at all"u8.ToArray()),
            ("file", "b.jpg", Portraits.Of(1, 1)))).Expect(HttpStatusCode.OK);

        Assert.Equal("a.jpg and 1 more", Assert.Single(answer["faces"].EnumerateArray()).GetProperty("source").GetString());
        Assert.Equal("bad.jpg", Assert.Single(answer["rejected"].EnumerateArray()).GetProperty("source").GetString());
        JsonElement template = Assert.Single((await Api.GetAsync("/v1/galleries/staff/subjects/ann"))["templates"].EnumerateArray());
        Assert.Equal(2, template.GetProperty("images").GetInt32());
        (await Api.PostFormAsync(Faces, ("subjectId", null, "ann"), ("fusion", null, "mix"), ("file", "a.jpg", Portraits.Of(1)))).ExpectProblem(HttpStatusCode.BadRequest, "malformedBody");
    }

    [Fact]
    public async Task The_same_image_is_enrolled_once_on_whatever_way_it_comes()
    {
        await EnrolAsync(1, 0);

        Answer again = (await Api.PostAsync(Faces, new { subjectId = Portraits.IdOf(1), image = Portraits.Of(1), source = "again.jpg" })).Expect(HttpStatusCode.OK);

        Assert.True(again["faces"][0].GetProperty("duplicate").GetBoolean());
        Assert.Equal(1, (await Api.GetAsync("/v1/galleries/staff"))["templateCount"].GetInt64());
    }

    [Fact]
    public async Task When_no_face_is_accepted_the_problem_says_why_of_each()
    {
        Answer refused = (await Api.PostFormAsync(Faces, ("subjectId", null, "ann"), ("file", "a.jpg", new byte[100]), ("file", "b.jpg", Portraits.Of(1)[..200])))
            .ExpectProblem(HttpStatusCode.UnprocessableEntity, "rejected");

        Assert.Equal(2, refused["reasons"].GetArrayLength());
        Assert.Equal(["a.jpg", "b.jpg"], refused["rejected"].EnumerateArray().Select(r => r.GetProperty("source").GetString()));
        Assert.Equal(0, (await Api.GetAsync("/v1/galleries/staff"))["subjectCount"].GetInt64());
    }

    [Fact]
    public async Task A_subject_id_that_cannot_be_is_refused()
    {
        foreach (string subjectId in new[] { "", " ", "a\nb", new string('x', 257) })
        {
            Answer refused = (await Api.PostAsync(Faces, new { subjectId, image = Portraits.Of(1) })).ExpectProblem(HttpStatusCode.UnprocessableEntity, "rejected");
            Assert.Equal("invalidSubjectId", refused["reasons"][0].GetProperty("reason").GetString());
        }
    }

    [Theory]
    [InlineData("[1,2,3]", "wrongDimension")]
    [InlineData("[1,2,3,4,5]", "wrongDimension")]
    [InlineData("[0,0,0,0]", "zeroVector")]
    [InlineData("[1,2,3,1e999]", "notFinite")]
    public async Task An_embedding_that_is_none_is_refused(string embedding, string reason)
    {
        Answer refused = (await Api.PostAsync("/v1/galleries/vectors/faces", $$"""{"subjectId":"ann","embedding":{{embedding}}}""")).ExpectProblem(HttpStatusCode.UnprocessableEntity, "rejected");
        Assert.Equal(reason, refused["reasons"][0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task An_embedding_of_another_model_is_refused_by_name()
    {
        Answer refused = await Api.PostAsync("/v1/galleries/vectors/faces", new { subjectId = "ann", embedding = new[] { 1, 0, 0, 0 }, modelVersion = new string('a', 64) });
        refused.ExpectProblem(HttpStatusCode.Conflict, "modelMismatch");
        (await Api.PostAsync("/v1/galleries/vectors/faces", new { subjectId = "ann", embedding = new[] { 1, 0, 0, 0 }, modelVersion = "1" })).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
    }

    [Fact]
    public async Task An_image_cannot_go_into_a_gallery_of_embeddings() =>
        (await Api.PostAsync("/v1/galleries/vectors/faces", new { subjectId = "ann", image = Portraits.Of(1) })).ExpectProblem(HttpStatusCode.Conflict, "modelMismatch");

    [Fact]
    public async Task A_file_name_is_only_a_label()
    {
        Answer answer = (await Api.PostFormAsync(Faces, ("subjectId", null, "ann"), ("file", "../../etc/pass\u001b[31mwd.jpg", Portraits.Of(1)))).Expect(HttpStatusCode.OK);

        string source = answer["faces"][0].GetProperty("source").GetString()!;
        Assert.DoesNotContain('/', source);
        Assert.DoesNotContain(source, char.IsControl);
    }

    [Theory]
    [InlineData("""{"subjectId":"ann"}""", "invalidRequest", "either images or an embedding")]
    [InlineData("""{"subjectId":"ann","image":"AAAA","embedding":[1]}""", "invalidRequest", "either images or an embedding")]
    [InlineData("""{"image":"AAAA"}""", "malformedBody", "'subjectId'")]
    [InlineData("""{"subjectId":null,"image":"AAAA"}""", "malformedBody", "subjectId")]
    [InlineData("""{"subjectId":"ann","image":"not base64!"}""", "malformedBody", "'image' should be base64 text")]
    [InlineData("""{"subjectId":"ann","image":"AAAA","metadata":"x"}""", "malformedBody", "'metadata' should be an object of texts")]
    [InlineData("""{"subjectId":"ann","embedding":["a"]}""", "malformedBody", "should be a number")]
    [InlineData("""{"subjectId":"ann","url":"http://elsewhere/face.jpg"}""", "malformedBody", "no property 'url'")]
    public async Task A_wrong_body_is_refused(string body, string code, string inDetail)
    {
        Answer refused = (await Api.PostAsync(Faces, body)).ExpectProblem(HttpStatusCode.BadRequest, code);
        Assert.Contains(inDetail, refused["detail"].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_form_is_refused()
    {
        await Refuse("malformedBody", "'subjectId'", ("file", "a.jpg", Portraits.Of(1)));
        await Refuse("malformedBody", "no property 'subject'", ("subjectId", null, "a"), ("subject", null, "a"), ("file", "a.jpg", Portraits.Of(1)));
        await Refuse("malformedBody", "'subjectId' is there 2 times", ("subjectId", null, "a"), ("subjectId", null, "b"), ("file", "a.jpg", Portraits.Of(1)));
        await Refuse("malformedBody", "'metadata' should be a JSON value", ("subjectId", null, "a"), ("metadata", null, "floor=3"), ("file", "a.jpg", Portraits.Of(1)));
        await Refuse("invalidRequest", "either images or an embedding", ("subjectId", null, "a"));
        await Refuse("invalidRequest", "at most 16", [("subjectId", null, "a"), .. Enumerable.Range(0, 17).Select(i => ("file", (string?)$"{i}.jpg", (object)new byte[1]))]);
        Answer broken = await Api.SendAsync(HttpMethod.Post, Faces, ApiClient.Text("--x\r\nnonsense", "multipart/form-data"));
        broken.ExpectProblem(HttpStatusCode.BadRequest, "malformedBody");

        async Task Refuse(string code, string inDetail, params (string, string?, object)[] parts)
        {
            Answer refused = (await Api.PostFormAsync(Faces, parts)).ExpectProblem(HttpStatusCode.BadRequest, code);
            Assert.Contains(inDetail, refused["detail"].GetString(), StringComparison.Ordinal);
        }
    }
}
