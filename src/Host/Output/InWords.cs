using System.Globalization;
using HyperFace.Embedding;

namespace HyperFace.Host.Output;

/// <summary>Numbers as a person reads them.</summary>
internal static class InWords
{
    /// <summary>A count with thousands apart.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A similarity or threshold, four decimals; a dash when there is none.</summary>
    public static string Similarity(float? similarity) => similarity?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    /// <summary>Bytes in the unit that leaves a short number.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => $"{bytes} B",
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024 * 1024):0.00} GiB"),
    };

    /// <summary>A span of time: seconds, then minutes, then hours.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };

    /// <summary>A moment, in universal time.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Metadata as <c>name=value</c> pairs.</summary>
    public static string Metadata(IReadOnlyDictionary<string, string> metadata) => string.Join(", ", metadata.Select(entry => $"{entry.Key}={entry.Value}"));

    /// <summary>How a model is spread over the processors.</summary>
    public static string Plan(InferencePlan plan) => string.Create(
        CultureInfo.InvariantCulture,
        $"{plan.Calls} x {plan.Threads} {(plan.Threads == 1 ? "thread" : "threads")}, up to {plan.BatchSize} faces a call{(plan.FacesPerSecond is { } rate ? $", {rate:0.0} faces a second" : "")}");
}
