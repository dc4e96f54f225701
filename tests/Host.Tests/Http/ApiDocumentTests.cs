using System.Net;
using System.Text.Json;

namespace HyperFace.Host.Tests.Http;

/// <summary>
/// The API's description in <c>docs/openapi/v1.json</c> is what the server says of itself. After a wanted change write it
/// anew: <c>HYPERFACE_UPDATE_OPENAPI=1</c> and run this class.
/// </summary>
public sealed class ApiDocumentTests : HttpTest
{
    private const string Update = "HYPERFACE_UPDATE_OPENAPI";

    [Fact]
    public async Task The_committed_description_is_the_servers()
    {
        string served = (await Api.GetAsync("/openapi/v1.json")).Expect(HttpStatusCode.OK).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        string file = Repository.PathOf("docs", "openapi", "v1.json");
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, served, TestContext.Current.CancellationToken);
        }

        string committed = File.Exists(file) ? (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") : "";
        Assert.True(committed == served, committed == served ? null : $"docs/openapi/v1.json is not what the server describes. If the change is wanted, set {Update}=1, run this test, and commit the file. First difference: {FirstDifference(committed, served)}");
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_described_parameters()
    {
        JsonElement document = (await Api.GetAsync("/openapi/v1.json")).Json;
        var names = new HashSet<string>();
        foreach (JsonProperty path in document.GetProperty("paths").EnumerateObject())
        {
            Assert.StartsWith("/v1/", path.Name, StringComparison.Ordinal);
            foreach (JsonProperty operation in path.Value.EnumerateObject())
            {
                Assert.True(names.Add(operation.Value.GetProperty("operationId").GetString()!), path.Name);
                Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
                if (operation.Value.TryGetProperty("parameters", out JsonElement parameters))
                {
                    Assert.All(parameters.EnumerateArray(), parameter => Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
                }
            }
        }

        Assert.Equal(19, names.Count);
    }

    private static string FirstDifference(string committed, string served)
    {
        string[] old = committed.Split('\n');
        string[] now = served.Split('\n');
        int line = Enumerable.Range(0, Math.Max(old.Length, now.Length)).First(i => i >= old.Length || i >= now.Length || old[i] != now[i]);
        return $"line {line + 1}: '{old.ElementAtOrDefault(line)}' is now '{now.ElementAtOrDefault(line)}'";
    }
}
