using System.Net;

namespace HyperFace.Host.Tests.Http;

public sealed class NoImportRootTests : HttpTest
{
    [Fact]
    public async Task Without_an_import_root_the_server_reads_no_files_and_says_how_to_change_that()
    {
        await CreateAsync();

        Answer refused = (await Api.PostAsync("/v1/galleries/staff/jobs", new { kind = "enrolment", source = new { folder = "people" } })).ExpectProblem(HttpStatusCode.Forbidden, "importRootNotConfigured");

        Assert.Contains("HyperFace:ImportRoot", refused["detail"].GetString(), StringComparison.Ordinal);
    }
}
