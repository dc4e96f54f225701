namespace HyperFace.Host.Demo.Progress;

/// <summary>What a stage took.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Count">How many it worked on.</param>
/// <param name="Unit">How many of what.</param>
/// <param name="Seconds">Wall time.</param>
internal sealed record StageFigures(string Stage, long Count, string Unit, double Seconds)
{
    /// <summary>How many a second.</summary>
    public double PerSecond => Seconds > 0 ? Count / Seconds : 0;
}
