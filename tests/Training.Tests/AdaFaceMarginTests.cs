using HyperFace.Training.Losses;

namespace HyperFace.Training.Tests;

public sealed class AdaFaceMarginTests
{
    private static readonly AdaFaceMargin Paper = new(Margin: 0.4, Concentration: 0.333, Scale: 64);

    [Theory]
    [InlineData(20, 0)]
    [InlineData(23, 0.333)]
    [InlineData(17, -0.333)]
    [InlineData(90, 1)]
    [InlineData(0, -1)]
    public void A_length_stands_where_its_deviations_from_the_mean_put_it(double length, double standing) =>
        Assert.Equal(standing, Paper.Standing(length, mean: 20, deviation: 3 - AdaFaceMargin.Edge), 9);

    [Fact]
    public void A_good_picture_has_a_margin_of_angle_turned_back_and_twice_the_cosine_taken_off() =>
        Assert.Equal(Math.Cos(Math.Acos(0.5) - 0.4) - 0.8, Paper.Penalised(0.5, standing: 1), 12);

    [Fact]
    public void A_bad_picture_has_a_margin_of_angle_only() =>
        Assert.Equal(Math.Cos(Math.Acos(0.5) + 0.4), Paper.Penalised(0.5, standing: -1), 12);

    [Fact]
    public void An_average_picture_has_a_margin_of_cosine_only() =>
        Assert.Equal(0.5 - 0.4, Paper.Penalised(0.5, standing: 0), 12);

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void The_angle_stays_between_nothing_and_half_a_turn(double cosine)
    {
        double penalised = Paper.Penalised(cosine, standing: -cosine);
        Assert.InRange(penalised, -1.81, 1.0);
        Assert.True(double.IsFinite(Math.Acos(Math.Clamp(penalised + 0.4 - (0.4 * cosine), -1, 1))));
    }

    [Fact]
    public void The_loss_is_the_cross_entropy_of_the_scaled_cosines()
    {
        var plain = new AdaFaceMargin(Margin: 0, Concentration: 0.333, Scale: 2);
        double expected = -Math.Log(Math.Exp(2 * 0.6) / (Math.Exp(2 * 0.6) + Math.Exp(2 * -0.2) + Math.Exp(2 * 0.1)));

        Assert.Equal(expected, plain.Loss([-0.2, 0.6, 0.1], person: 1, standing: 0.7), 12);
    }

    [Fact]
    public void The_loss_does_not_overflow_where_exponentials_would() =>
        Assert.Equal(0, new AdaFaceMargin(0, 0.333, 4096).Loss([-0.9, 0.9], person: 1, standing: 0), 12);

    [Fact]
    public void A_margin_costs() =>
        Assert.True(Paper.Loss([0.2, 0.6], 1, 0) > (Paper with { Margin = 0.1 }).Loss([0.2, 0.6], 1, 0));
}
