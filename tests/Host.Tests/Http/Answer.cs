using System.Net;
using System.Text.Json;

namespace HyperFace.Host.Tests.Http;

/// <summary>What the server answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string? MediaType, string Text, Dictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public JsonElement this[string property] => Json.GetProperty(property);

    public Answer Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} in place of {(int)status}: {Text}");
        return this;
    }

    /// <summary>A problem of RFC 9457 with the members that this API promises, which tells nothing of the server's insides.</summary>
    public Answer ExpectProblem(HttpStatusCode status, string code)
    {
        Expect(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(code, this["code"].GetString());
        Assert.Equal($"/problems/{code}", this["type"].GetString());
        Assert.Equal((int)status, this["status"].GetInt32());
        Assert.NotEmpty(this["title"].GetString()!);
        Assert.NotEmpty(this["detail"].GetString()!);
        Assert.StartsWith("/", this["instance"].GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(this["traceId"].GetString()!);
        foreach (string inside in new[] { "HyperFace.", "System.", "Exception", Path.GetTempPath(), AppContext.BaseDirectory })
        {
            Assert.DoesNotContain(inside, Text, StringComparison.Ordinal);
        }

        return this;
    }
}
