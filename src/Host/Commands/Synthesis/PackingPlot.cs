using System.Globalization;
using System.Text;
using HyperFace.Host.Output;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary>Draws the course of a packing: similarities over passes, as SVG.</summary>
internal sealed class PackingPlot
{
    private const double Width = 640, Height = 360, Left = 56, Right = 624, Top = 36, Bottom = 316;
    private const int MostPlaces = 400;

    private readonly PackingReport _report;
    private readonly StringBuilder _svg = new();
    private readonly double _ceiling;

    private PackingPlot(PackingReport report)
    {
        _report = report;
        _ceiling = Math.Max(0.05, Math.Ceiling(report.Curve.Max(progress => progress.Largest) / 0.05) * 0.05);
    }

    /// <summary>Writes the drawing.</summary>
    public static void Write(string path, PackingReport report) => WholeText.Write(path, new PackingPlot(report).Draw());

    private string Draw()
    {
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12" fill="#333">""");
        Line($"""<rect width="{Width}" height="{Height}" fill="#fff"/>""");
        Line($"""<text x="{Left}" y="20" font-size="14">{_report.Points.Count} points, {_report.Points.Dimension} dimensions: similarity over passes</text>""");
        for (int step = 0; step <= 5; step++)
        {
            double value = _ceiling * step / 5;
            Line($"""<path d="M{Left} {Y(value):0.#}H{Right}" stroke="#ddd"/><text x="{Left - 6}" y="{Y(value) + 4:0.#}" text-anchor="end">{value:0.00}</text>""");
            double pass = _report.After.Pass * step / 5.0;
            Line($"""<text x="{X(pass):0.#}" y="{Bottom + 18}" text-anchor="middle">{pass:0.#}</text>""");
        }

        // Between two renewals of the lists, listed neighbours show too little: left out where there is better.
        PackingProgress[] better = [.. _report.Curve.Where(progress => progress.Measure != PackingMeasure.Listed)];
        PackingProgress[] shown = Thinned(better.Length > 2 ? better : [.. _report.Curve]);
        Series("largest", "#b3261e", shown.Select(progress => (progress.Pass, progress.Largest)));
        Series("mean to the nearest", "#1f5fa8", shown.Select(progress => (progress.Pass, progress.MeanNearest)));
        if (_report.WelchBound > 0)
        {
            Line($"""<path d="M{Left} {Y(_report.WelchBound):0.#}H{Right}" stroke="#777" stroke-dasharray="4 3"/><text x="{Right}" y="{Y(_report.WelchBound) - 4:0.#}" text-anchor="end">Welch bound {_report.WelchBound:0.000}</text>""");
        }

        Line($"""<text x="{Right - 150}" y="{Top + 10}" fill="#b3261e">largest</text><text x="{Right - 150}" y="{Top + 26}" fill="#1f5fa8">mean to the nearest</text>""");
        Line($"</svg>");
        return _svg.ToString();
    }

    private void Series(string name, string colour, IEnumerable<(int Pass, double Value)> values) =>
        Line($"""<polyline fill="none" stroke="{colour}" stroke-width="1.8" points="{string.Join(' ', values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{X(value.Pass):0.#},{Y(Math.Max(0, value.Value)):0.#}")))}"><title>{name}</title></polyline>""");

    private static PackingProgress[] Thinned(PackingProgress[] curve) =>
        curve.Length <= MostPlaces ? curve : [.. Enumerable.Range(0, MostPlaces).Select(place => curve[(int)((long)place * (curve.Length - 1) / (MostPlaces - 1))])];

    private double X(double pass) => Left + ((Right - Left) * pass / Math.Max(1, _report.After.Pass));

    private double Y(double value) => Bottom - ((Bottom - Top) * value / _ceiling);

    private void Line(FormattableString line) => _svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
