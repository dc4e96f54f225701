using CsCheck;
using HyperFace.Search.Sweep;

namespace HyperFace.Search.Tests.Sweep;

public sealed class CodeIntervalTests
{
    private const double Rounding = 1e-5;

    [Fact]
    public void Its_ends_are_where_the_bound_stops_holding() =>
        Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1], Gen.Double[0.5, 0.999], Gen.Double[0.01, 0.5], Gen.Double[0, 0.05]).Sample((similarity, chance, alignment, reach, error) =>
        {
            double product = (alignment * similarity) + (chance * reach * Math.Sqrt((1 - (alignment * alignment)) * (1 - (similarity * similarity))));
            CodeReading reading = CodeInterval.Of(product, error, alignment, Math.Sqrt(1 - (alignment * alignment)), reach);
            Assert.InRange(reading.Lowest, -1, reading.Highest);
            Assert.InRange(reading.Highest, reading.Lowest, 1);
            Assert.InRange(similarity, reading.Lowest - Rounding, reading.Highest + Rounding);
            for (double x = -1; x <= 1; x += 0.01)
            {
                double spread = Math.Sqrt((1 - (alignment * alignment)) * (1 - (x * x))) * reach;
                double least = (alignment * x) - spread;
                double most = (alignment * x) + spread;
                if (x < reading.Lowest - Rounding || x > reading.Highest + Rounding)
                {
                    Assert.True(least > product + error - Rounding || most < product - error + Rounding);
                }
                else if (x > reading.Lowest + Rounding && x < reading.Highest - Rounding)
                {
                    Assert.True(least <= product + error + Rounding);
                    Assert.True(most >= product - error - Rounding);
                }
            }
        });

    /// <summary>So far below 0 that the estimate itself, product over alignment, is beyond the end.</summary>
    [Fact]
    public void An_end_that_lies_before_the_estimate_is_kept() =>
        Assert.Equal(-0.9586f, CodeInterval.Of(-0.5909907793786546, 0, 0.5389714690566509, Math.Sqrt(1 - (0.5389714690566509 * 0.5389714690566509)), 0.30984945160716876).Lowest, 1e-4f);

    [Fact]
    public void A_spread_that_counts_as_more_than_it_is_widens_it() =>
        Gen.Select(Gen.Double[-1, 1], Gen.Double[-1, 1], Gen.Double[0.5, 0.999], Gen.Double[0.01, 0.5], Gen.Double[0, 0.2]).Sample((similarity, chance, alignment, reach, leastSpread) =>
        {
            double SpreadAt(double x) => Math.Max(leastSpread, Math.Sqrt((1 - (alignment * alignment)) * (1 - (x * x))) * reach);
            double product = (alignment * similarity) + (chance * SpreadAt(similarity));
            CodeReading reading = CodeInterval.Of(product, error: 0, alignment, Math.Sqrt(1 - (alignment * alignment)), reach, leastSpread);
            Assert.InRange(similarity, reading.Lowest - Rounding, reading.Highest + Rounding);
            for (double x = reading.Highest + Rounding; x <= 1; x += 0.01)
            {
                Assert.True((alignment * x) - SpreadAt(x) > product - Rounding);
            }
        });

    [Fact]
    public void A_code_that_stands_for_the_vector_itself_says_what_the_product_is()
    {
        CodeReading reading = CodeInterval.Of(0.3, 0.01, 1, 0, 0.2);
        Assert.Equal(0.3, reading.Estimate, Rounding);
        Assert.Equal(0.29, reading.Lowest, Rounding);
        Assert.Equal(0.31, reading.Highest, Rounding);
    }
}
