namespace HyperFace.Host.Tests.Cli;

public sealed class HelpTests : CliTest
{
    [Fact]
    public async Task The_help_lists_every_command_and_the_exit_codes()
    {
        string help = (await RunAsync("--help")).Expect(0).Output;

        foreach (string command in new[] { "demo", "serve", "gallery", "detect", "enroll", "identify", "verify", "explain", "subject", "rebuild", "job", "model", "synth" })
        {
            Assert.Matches($@"(?m)^  [a-z, ]*\b{command}\b", help);
        }

        foreach (int code in Enum.GetValues<Commands.ExitCode>())
        {
            Assert.Matches($"(?m)^  {code} +[a-z]", help);
        }

        Assert.Equal(help, (await RunAsync()).Expect(0).Output);
        Assert.Equal("", (await RunAsync("--version")).Expect(0).Errors);
        Assert.False(Directory.Exists(DataFolder));
    }

    [Theory]
    [InlineData("gallery create", "--embedding-model")]
    [InlineData("enroll", "--dry-run")]
    [InlineData("enrol", "--jsonl")]
    [InlineData("identify", "--where")]
    [InlineData("identify", "--time-limit")]
    [InlineData("explain", "--below-threshold")]
    [InlineData("model import", "--channel-order <rgb|bgr>")]
    [InlineData("model check", "--subjects")]
    [InlineData("synth faces", "--variation <normal|wide>")]
    [InlineData("serve", "127.0.0.1:8470")]
    public async Task A_command_has_a_help_of_its_own(string command, string expected) =>
        Assert.Contains(expected, (await RunAsync([.. command.Split(' '), "--help"])).Expect(0).Output, StringComparison.Ordinal);
}
