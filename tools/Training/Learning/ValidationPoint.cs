using System.Globalization;

namespace HyperFace.Training.Learning;

/// <summary>How well a network in training does on people whom it does not learn from.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Subjects">How many people, with two pictures each.</param>
/// <param name="Accuracy">Verification accuracy.</param>
/// <param name="RankOne">Share of second pictures whose nearest first picture is of the same person.</param>
/// <param name="Mated">Mean similarity of two pictures of one person.</param>
/// <param name="NonMated">Mean similarity of two pictures of two people.</param>
internal sealed record ValidationPoint(int Step, int Subjects, double Accuracy, double RankOne, double Mated, double NonMated)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"  held out, {Subjects} people: verification {Accuracy:P2}, rank-1 {RankOne:P2}, mated {Mated:F3}, non-mated {NonMated:F3}");
}
