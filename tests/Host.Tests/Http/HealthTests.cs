using System.Net;
using System.Text.Json;

namespace HyperFace.Host.Tests.Http;

public sealed class HealthTests : HttpTest
{
    [Fact]
    public async Task A_server_that_can_do_its_work_is_ready()
    {
        await CreateAsync();

        Assert.Equal("healthy", (await Api.GetAsync("/health/live")).Expect(HttpStatusCode.OK)["status"].GetString());
        Answer ready = (await Api.GetAsync("/health/ready")).Expect(HttpStatusCode.OK);
        Assert.Equal("healthy", ready["status"].GetString());
        Assert.Equal(["dataFolder", "galleries", "model"], ready["checks"].EnumerateObject().Select(check => check.Name).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(DataFolder, "galleries")));
    }

    [Fact]
    public async Task A_gallery_that_does_not_open_makes_the_server_unready_but_not_dead()
    {
        await CreateAsync("a");
        await StopAsync();
        await using var elsewhere = new Indexer.GalleryStore(DataFolder);
        elsewhere.Open("a");
        await StartAsync();

        JsonElement check = (await Api.GetAsync("/health/ready")).Expect(HttpStatusCode.ServiceUnavailable)["checks"].GetProperty("galleries");
        Assert.Equal("unhealthy", check.GetProperty("status").GetString());
        Assert.Contains("a (galleryInUse)", check.GetProperty("detail").GetString(), StringComparison.Ordinal);
        (await Api.GetAsync("/health/live")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_data_folder_that_is_gone_makes_the_server_unready()
    {
        Directory.Delete(DataFolder, recursive: true);

        Answer ready = (await Api.GetAsync("/health/ready")).Expect(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("unhealthy", ready["checks"].GetProperty("dataFolder").GetProperty("status").GetString());
        Assert.DoesNotContain(Folder.Path, ready.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_model_is_shown_with_its_notice()
    {
        JsonElement model = (await Api.GetAsync("/v1/models")).Expect(HttpStatusCode.OK)["models"][0];
        Assert.Equal("Coloured squares", model.GetProperty("name").GetString());
        Assert.Equal(People.TestModel.Notice, model.GetProperty("notice").GetString());
        Assert.Equal("cpu", model.GetProperty("executionProvider").GetString());
    }
}
