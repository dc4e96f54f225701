using System.Globalization;

namespace HyperFace.Search.Tests.Soak;

public sealed class IndexSoakTests
{
    private const int Changes = 4000;

    [Fact]
    public void Under_everything_at_once_every_answer_is_right() => Run(seed: 20261124, soak => soak.Changes >= Changes);

    /// <summary>As long as is asked for: <c>eng/soak-test.sh [minutes] [seed]</c>.</summary>
    [Fact(Explicit = true)]
    public void For_as_many_minutes_as_asked_for()
    {
        TimeProvider clock = TimeProvider.System;
        long began = clock.GetTimestamp();
        var minutes = TimeSpan.FromMinutes(Setting("HYPERFACE_SOAK_MINUTES", 1));
        Run(Setting("HYPERFACE_SOAK_SEED", 1), _ => clock.GetElapsedTime(began) > minutes);
    }

    private static void Run(int seed, Func<IndexSoak, bool> isOver)
    {
        using var soak = new IndexSoak(seed, searchers: 3);
        soak.Run(isOver);
        TestContext.Current.SendDiagnosticMessage(soak.ToString());
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
