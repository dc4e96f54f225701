using System.Globalization;
using System.Text;
using HyperFace.Bench.Peers.Contenders;
using HyperFace.Bench.Peers.Measuring;
using HyperFace.Synthesis;

namespace HyperFace.Bench.Peers.Reporting;

/// <summary>Writes a report for people to read.</summary>
internal sealed class MarkdownReport(PeerReport report)
{
    private readonly StringBuilder _text = new();

    /// <summary>The whole of it.</summary>
    public string Write(string command)
    {
        Line($"# {report.Data}, {report.Templates:N0} templates, {report.TemplatesPerSubject} a subject");
        Line($"");
        Line($"    {command}");
        Line($"");
        Line($"{report.Machine}. {report.Dimension} dimensions; builds with {report.BuildThreads} threads; medians of {report.Rounds} interleaved rounds; one probe a search, two threads are two searches side by side. Memory read in order: {report.GigabytesPerSecond[0]:F1} GB/s by one thread, {report.GigabytesPerSecond[1]:F1} by two.");
        Line($"");
        report.Programs.ToList().ForEach(program => Line($"* {program}"));
        Legend();
        Data();
        Footprints();
        foreach (Target target in Target.All)
        {
            Table(target);
        }

        Sweeps();
        return _text.ToString();
    }

    private void Legend()
    {
        Line($"");
        Line($"sweep: certified sweep of codes. sweep from 0.4: the same, asked only for similarities of 0.4 and more, and judged by them. scan: every template compared in full. graph, hnswlib: M 16 with efConstruction 200, M 32 with 400; FAISS's HNSW: 200.");
        Line($"width: ef of a graph, probed lists of IVF, templates that a flat PQ index compares in full; the least that reaches the target. compared: templates that IVF compares in full, the number that made it fastest. Every index gives templates, not subjects; what they found is judged by similarities computed anew. × best: searches a second on one thread beside the fastest of the other's that reached the target; by p50, the same two by median time, which work beside ours disturbs less.");
    }

    private void Data()
    {
        Line($"");
        Line($"## Data");
        Line($"");
        Line($"Similarities, mean ± standard deviation (least to most), of {report.Probes:N0} mated probes and as many non-mated:");
        Line($"");
        foreach ((string name, SimilaritySpread? spread) in ((string, SimilaritySpread?)[])[("mated", report.Similarities.Mated), ("non-mated", report.Similarities.NonMated), ("two templates of a subject", report.Similarities.Templates), ("look-alikes of a family", report.Similarities.LookAlikes), ("a non-mated probe's nearest", report.Similarities.NearestStranger)])
        {
            if (spread is not null)
            {
                Line($"* {name}: {spread}");
            }
        }

        Line($"");
        Line($"An exact search puts the mate first for {report.ExactRank1:P1} of the mated probes; \"mate rank 1\" below is the share of those.");
    }

    private void Footprints()
    {
        Line($"");
        Line($"## Indexes");
        Line($"");
        Line($"| index | build s | open s | bytes a template resident | on disk |");
        Line($"| --- | --: | --: | --: | --: |");
        foreach ((string contender, Footprint footprint) in report.Footprints.Select(row => (row.Contender, row.Footprint)))
        {
            Line($"| {contender} | {footprint.BuildSeconds:F1}{(footprint.WasBuiltEarlier ? " (earlier)" : "")} | {footprint.OpenSeconds:F3} | {(double)footprint.BytesResident / report.Templates:F0} | {(double)footprint.BytesOnDisk / report.Templates:F0} |");
        }
    }

    private void Table(Target target)
    {
        PeerRow[] rows = [.. report.Rows.Where(row => row.Target == target.Name)];
        Timing? hnswlib = Fastest(rows, "hnswlib");
        Timing? faiss = Fastest(rows, "faiss");
        Line($"");
        Line($"## {target.Name}, {target.Each} asked for");
        Line($"");
        Line($"| index | width | compared | mate rank 1 | recall@10 mated | non-mated | searches/s | p50 µs | p99 µs | two: searches/s | p50 µs | p99 µs | non-mated p50 µs | × best hnswlib | by p50 | × best FAISS | by p50 |");
        Line($"| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
        foreach (PeerRow row in rows)
        {
            Line($"| {row.Contender} | {OrDash(row.Width)} | {OrDash(row.Rerank)} | {OrDash(row.MateRank1, "P1")} | {OrDash(row.MatedRecall, "F3")} | {OrDash(row.NonMatedRecall, "F3")} | {row.OneThread.SearchesPerSecond:F0} | {row.OneThread.Median:F0} | {row.OneThread.Slow:F0} | {row.TwoThreads.SearchesPerSecond:F0} | {row.TwoThreads.Median:F0} | {row.TwoThreads.Slow:F0} | {row.NonMatedProbes.Median:F0} | {row.OneThread.SearchesPerSecond / hnswlib?.SearchesPerSecond:F2} | {hnswlib?.Median / row.OneThread.Median:F2} | {row.OneThread.SearchesPerSecond / faiss?.SearchesPerSecond:F2} | {faiss?.Median / row.OneThread.Median:F2} |");
        }

        foreach (ShortOfTarget shortOf in report.Short.Where(row => row.Target == target.Name))
        {
            Line($"");
            Line($"{shortOf.Contender} fell short at its widest: {OrDash(shortOf.Best, "F3")}.");
        }
    }

    private void Sweeps()
    {
        if (report.Sweeps.Count > 0)
        {
            Line($"");
            Line($"## Sweep and memory");
            Line($"");
            Line($"Bytes of the codes that were read, of all kinds, by time, and the share of what the memory gives.");
            Line($"");
            Line($"| sweep | asked for | GB/s | of memory's | two: GB/s | of memory's |");
            Line($"| --- | --: | --: | --: | --: | --: |");
            foreach (SweepRow row in report.Sweeps)
            {
                Line($"| {row.Contender} | {row.Each} | {row.GigabytesPerSecond:F1} | {row.OfBandwidth:F2} | {row.TwoGigabytesPerSecond:F1} | {row.OfTwoBandwidth:F2} |");
            }
        }

        if (report.SweepMisses is { } misses)
        {
            Line($"");
            Line($"Certified sweep, one asked for: of {misses.Probes:N0} mated probes {misses.Missed:N0} were answered with somebody less similar than the mate.");
        }
    }

    private static Timing? Fastest(PeerRow[] rows, string start) =>
        rows.Where(row => row.Contender.StartsWith(start, StringComparison.Ordinal)).Select(row => row.OneThread).MaxBy(timing => timing.SearchesPerSecond);

    private static string OrDash(int number) => number == 0 ? "–" : number.ToString(CultureInfo.InvariantCulture);

    private static string OrDash(double? share, string format) => share?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private void Line(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
