using System.Net;
using System.Net.Sockets;
using System.Text;
using HyperFace.Host.Tests.People;

namespace HyperFace.Host.Tests.Http;

/// <summary>A server that takes one request with faces at a time, and gives each a second.</summary>
public sealed class LimitTests : HttpTest
{
    internal override (string Name, string Value)[] Settings => [("HyperFaceHttp:MaxFaceRequests", "1"), ("HyperFaceHttp:RequestSeconds", "1"), ("HyperFaceHttp:MaxImages", "2")];

    [Fact]
    public async Task While_a_request_is_under_way_another_is_told_to_come_back_and_the_slow_one_is_given_up()
    {
        using var slow = new TcpClient();
        await slow.ConnectAsync(Server.Address.Host, Server.Address.Port, TestContext.Current.CancellationToken);
        using var answers = new StreamReader(slow.GetStream(), Encoding.ASCII);
        await slow.GetStream().WriteAsync(
            "POST /v1/verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"u8.ToArray(),
            TestContext.Current.CancellationToken);

        // The server asks for the body when it begins to read it: from then on it is at work on this request.
        Assert.StartsWith("HTTP/1.1 100", await answers.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Answer busy = await Api.PostAsync("/v1/verify", new { sourceImage = Portraits.Of(1), targetImage = Portraits.Of(1) });
        busy.ExpectProblem(HttpStatusCode.ServiceUnavailable, "busy");
        Assert.Equal("1", busy.Headers["Retry-After"]);
        (await Api.GetAsync("/health/live")).Expect(HttpStatusCode.OK);

        string givenUp = await answers.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("HTTP/1.1 503", givenUp, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"timeout\"", givenUp, StringComparison.Ordinal);
        (await Api.PostAsync("/v1/verify", new { sourceImage = Portraits.Of(1), targetImage = Portraits.Of(1) })).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task More_images_than_are_taken_are_refused()
    {
        await CreateAsync();
        Answer refused = (await Api.PostFormAsync("/v1/galleries/staff/faces", ("subjectId", null, "a"), ("f", "1", new byte[1]), ("f", "2", new byte[1]), ("f", "3", new byte[1])))
            .ExpectProblem(HttpStatusCode.BadRequest, "invalidRequest");
        Assert.Contains("3 files; at most 2", refused["detail"].GetString(), StringComparison.Ordinal);
    }
}
