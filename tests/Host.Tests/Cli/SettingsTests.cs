namespace HyperFace.Host.Tests.Cli;

public sealed class SettingsTests : CliTest
{
    [Fact]
    public async Task The_environment_is_read_and_the_command_line_goes_before_it()
    {
        var environment = new Dictionary<string, string> { ["HyperFace__DataFolder"] = Folder["from-environment"] };
        string[] create = ["gallery", "create", "g", "--embeddings", "4", "--embedding-model", "m"];

        Assert.Equal(0, await EndAsync(environment, create));
        Assert.True(Directory.Exists(Folder["from-environment/galleries/g"]));
        Assert.Equal(0, await EndAsync(environment, [.. create, "--set", $"HyperFace:DataFolder={Folder["from-set"]}"]));
        Assert.True(Directory.Exists(Folder["from-set/galleries/g"]));
        Assert.Equal(0, await EndAsync(environment, [.. create, "--data", Folder["from-option"]]));
        Assert.True(Directory.Exists(Folder["from-option/galleries/g"]));
        Assert.False(Directory.Exists(DataFolder));
    }

    [Fact]
    public async Task A_wrong_value_in_the_environment_is_refused_by_name()
    {
        using HyperFaceProcess process = HyperFaceProcess.Start(Folder, new Dictionary<string, string> { ["HYPERFACE__DECODETHREADS"] = "-1" }, "gallery", "list");

        (await process.EndAsync()).ExpectFailure(2, "HyperFace:DecodeThreads is -1");
    }

    private async Task<int> EndAsync(Dictionary<string, string> environment, string[] arguments)
    {
        using HyperFaceProcess process = HyperFaceProcess.Start(Folder, environment, arguments);
        return (await process.EndAsync()).ExitCode;
    }
}
