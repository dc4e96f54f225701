using System.Globalization;

namespace HyperFace.Indexer.Tests.Crash;

/// <summary>Kills of a process at work. See also <c>eng/crash-test.sh</c>, which runs more of them.</summary>
public sealed class CrashTests
{
    private const string KillsVariable = "HYPERFACE_CRASH_KILLS";
    private const string SeedVariable = "HYPERFACE_CRASH_SEED";

    [Theory]
    [InlineData("bulk", 4)]
    [InlineData("single", 3)]
    [InlineData("change", 4)]
    [InlineData("rebuild", 6)]
    [InlineData("open", 3)]
    public async Task No_acknowledged_change_is_lost_and_none_is_half_there(string workload, int kills)
    {
        using var driver = new CrashDriver(seed: workload.Length * 1009);
        for (int i = 0; i < kills; i++)
        {
            await driver.KillAsync(workload);
        }

        Assert.True(driver.Acknowledged > 0, "Every kill came before the first acknowledgement: nothing was tested.");
    }

    [Fact(Explicit = true)]
    public async Task As_many_kills_as_asked_for()
    {
        int kills = int.Parse(Environment.GetEnvironmentVariable(KillsVariable) ?? "200", CultureInfo.InvariantCulture);
        int seed = int.Parse(Environment.GetEnvironmentVariable(SeedVariable) ?? "1", CultureInfo.InvariantCulture);
        using var driver = new CrashDriver(seed);
        var random = new Random(seed);
        for (int i = 1; i <= kills; i++)
        {
            string workload = CrashSubject.Program.Workloads[random.Next(CrashSubject.Program.Workloads.Length)];
            await driver.KillAsync(workload);
            if (i % 10 == 0 || i == kills)
            {
                TestContext.Current.SendDiagnosticMessage($"{i} of {kills} kills, {driver.Acknowledged} changes acknowledged, none lost");
            }
        }
    }
}
