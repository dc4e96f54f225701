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
        double bound = ErrorBound.Of(dimension, missProbability);
        double tail = TailOf(dimension, bound);
        Assert.InRange(tail, missProbability * 0.7, missProbability);
    }

    [Fact]
    public void Less_probability_or_fewer_dimensions_reach_further()
    {
        Assert.True(ErrorBound.Of(512, 1e-9) > ErrorBound.Of(512, 1e-6));
        Assert.True(ErrorBound.Of(64, 1e-6) > ErrorBound.Of(512, 1e-6));
        Assert.InRange(ErrorBound.Of(64, 1e-15), 0, 1);
    }

    /// <summary>The probability that a coordinate of a uniform point on the unit sphere of D − 1 dimensions exceeds t, by Simpson's rule.</summary>
    private static double TailOf(int dimension, double t)
    {
        double Density(double x) => Math.Exp((dimension - 4) / 2.0 * Math.Log(1 - (x * x)));
        return Integral(Density, t, 1) / (2 * Integral(Density, 0, 1));
    }

    private static double Integral(Func<double, double> f, double from, double to)
    {
        const int steps = 200_000;
        double h = (to - from) / steps;
        double sum = f(from);
        for (int i = 1; i < steps; i++)
        {
            sum += f(from + (i * h)) * (i % 2 == 0 ? 2 : 4);
        }

        return sum * h / 3;
    }
}
