using HyperFace.Search.Sweep;

namespace HyperFace.Search.Tests.Sweep;

public sealed class ErrorBoundTests
{
    [Theory]
    [InlineData(64, 1e-3)]
    [InlineData(64, 1e-6)]
    [InlineData(512, 1e-2)]
    [InlineData(512, 1e-6)]
    [InlineData(512, 1e-12)]
    [InlineData(4096, 1e-6)]
    public void The_bound_holds_and_is_close(int dimension, double missProbability)
    {
        double bound = ErrorBound.Of(dimension, missProbability).Reach;
        double tail = TailOf(dimension, bound);
        Assert.InRange(tail, missProbability * 0.7, missProbability);
    }

    [Fact]
    public void Less_probability_or_fewer_dimensions_reach_further()
    {
        Assert.True(ErrorBound.Of(512, 1e-9).Reach > ErrorBound.Of(512, 1e-6).Reach);
        Assert.True(ErrorBound.Of(64, 1e-6).Reach > ErrorBound.Of(512, 1e-6).Reach);
        Assert.InRange(ErrorBound.Of(64, 1e-15).Reach, 0, 1);
    }

    [Theory]
    [InlineData(64, 1e-2)]
    [InlineData(64, 1e-15)]
    [InlineData(512, 5e-7)]
    [InlineData(4096, 5e-7)]
    public void What_is_allowed_for_the_table_covers_it_however_wide_the_code_spreads(int dimension, double missProbability)
    {
        // P(A·z + e < −max(A·t, 10·σ) − a·σ), σ = 1, for a normal error: wider than that of a table, which is bounded.
        ErrorBound bound = ErrorBound.Of(dimension, missProbability);
        double least = ErrorBound.LeastSpread / bound.Reach;
        foreach (double spread in new[] { 0.1 * least, 0.7 * least, least, 1.3 * least, 2 * least, 5 * least, 50 * least })
        {
            double line = Math.Max(spread * bound.Reach, ErrorBound.LeastSpread) + bound.Allowance;
            double missed = Integral(e => Math.Exp(-e * e / 2) / Math.Sqrt(2 * Math.PI) * TailOf(dimension, Math.Clamp((line + e) / spread, 0, 1), 2000), -9, 9, 400);
            Assert.InRange(missed, 0, missProbability);
        }
    }

    /// <summary>The probability that a coordinate of a uniform point on the unit sphere of D − 1 dimensions exceeds t, by Simpson's rule.</summary>
    private static double TailOf(int dimension, double t, int steps = 200_000)
    {
        double Density(double x) => Math.Exp((dimension - 4) / 2.0 * Math.Log(1 - (x * x)));
        return t == 1 ? 0 : Integral(Density, t, 1, steps) / (2 * Integral(Density, 0, 1, steps));
    }

    private static double Integral(Func<double, double> f, double from, double to, int steps)
    {
        double h = (to - from) / steps;
        double sum = f(from);
        for (int i = 1; i < steps; i++)
        {
            sum += f(from + (i * h)) * (i % 2 == 0 ? 2 : 4);
        }

        return sum * h / 3;
    }
}
