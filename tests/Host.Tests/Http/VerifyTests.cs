using System.Net;
using HyperFace.Host.Tests.People;

namespace HyperFace.Host.Tests.Http;

public sealed class VerifyTests : HttpTest
{
    [Fact]
    public async Task A_face_is_compared_with_the_claimed_subject()
    {
        await CreateAsync();
        await EnrolAsync(1, 0, 1);

        Answer same = (await Api.PostFormAsync("/v1/galleries/staff/verify", ("subjectId", null, Portraits.IdOf(1)), ("file", "p.jpg", Portraits.Of(1, 9)))).Expect(HttpStatusCode.OK);
        Answer other = (await Api.PostAsync("/v1/galleries/staff/verify", new { subjectId = Portraits.IdOf(1), image = Portraits.Of(2) })).Expect(HttpStatusCode.OK);

        Assert.Equal("match", same["decision"].GetString());
        Assert.InRange(same["similarity"].GetSingle(), 0.9f, 1f);
        Assert.Equal(TestModel.Threshold, same["thresholdUsed"].GetSingle());
        Assert.Equal("noMatch", other["decision"].GetString());
        (await Api.PostAsync("/v1/galleries/staff/verify", new { subjectId = "nobody", image = Portraits.Of(2) })).ExpectProblem(HttpStatusCode.NotFound, "subjectNotFound");
        (await Api.PostAsync("/v1/galleries/staff/verify", new { subjectId = Portraits.IdOf(1) })).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
        (await Api.PostAsync("/v1/galleries/staff/verify", new { subjectId = Portraits.IdOf(1), image = Portraits.Of(2), threshold = 3 })).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
    }

    [Fact]
    public async Task An_embedding_is_compared_with_the_claimed_subject()
    {
        await CreateForEmbeddingsAsync();
        await EnrolVectorAsync("ann", 1, 0, 0, 0);

        Answer answer = (await Api.PostAsync("/v1/galleries/vectors/verify", new { subjectId = "ann", embedding = new[] { 0.6, 0.8, 0, 0 }, threshold = 0.7 })).Expect(HttpStatusCode.OK);

        Assert.Equal("noMatch", answer["decision"].GetString());
        Assert.Equal(0.6f, answer["similarity"].GetSingle(), 1e-6f);
        (await Api.PostAsync("/v1/galleries/vectors/verify", new { subjectId = "ann", embedding = new[] { 1, 0, 0, 0 }, modelVersion = new string('b', 64) })).ExpectProblem(HttpStatusCode.Conflict, "modelMismatch");
    }

    [Fact]
    public async Task Two_images_are_compared_without_a_gallery()
    {
        Answer same = (await Api.PostFormAsync("/v1/verify", ("sourceImage", "a.jpg", Portraits.Of(1, 0)), ("targetImage", "b.jpg", Portraits.Of(1, 1)))).Expect(HttpStatusCode.OK);
        Answer other = (await Api.PostAsync("/v1/verify", new { sourceImage = Portraits.Of(1), targetImage = Portraits.Of(2), threshold = 0.9 })).Expect(HttpStatusCode.OK);

        Assert.Equal("match", same["decision"].GetString());
        Assert.Equal("noMatch", other["decision"].GetString());
        Assert.Equal(0.9f, other["thresholdUsed"].GetSingle());
    }

    [Fact]
    public async Task A_wrong_pair_is_refused_and_says_which_image_it_is()
    {
        Answer missing = (await Api.PostAsync("/v1/verify", new { sourceImage = Portraits.Of(1) })).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
        Assert.Contains("targetImage", missing["detail"].GetString(), StringComparison.Ordinal);
        Answer bad = (await Api.PostAsync("/v1/verify", new { sourceImage = Portraits.Of(1), targetImage = new byte[50] })).ExpectProblem(HttpStatusCode.UnprocessableEntity, "rejected");
        Assert.StartsWith("targetImage:", bad["detail"].GetString(), StringComparison.Ordinal);
        Assert.Equal("unknownFormat", bad["reasons"][0].GetProperty("reason").GetString());
        (await Api.PostFormAsync("/v1/verify", ("sourceImage", "a.jpg", Portraits.Of(1)), ("sourceImage", "a.jpg", Portraits.Of(1)))).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
        (await Api.PostAsync("/v1/verify", new { sourceImage = Portraits.Of(1), targetImage = Portraits.Of(1), threshold = -2 })).ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
    }
}
