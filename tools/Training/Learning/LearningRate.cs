namespace HyperFace.Training.Learning;

/// <summary>The step size of gradient descent: rising in a straight line while it warms up, then falling to nothing along half a cosine.</summary>
/// <param name="Highest">What it rises to.</param>
/// <param name="WarmUp">Steps that it rises for.</param>
internal readonly record struct LearningRate(double Highest, int WarmUp)
{
    /// <summary>The step size of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="steps">Steps of the whole run; while it warms up, they need not be known.</param>
    public double At(int step, int steps) => step < WarmUp
        ? Highest * (step + 1) / WarmUp
        : Highest * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1.0, (double)(step - WarmUp) / Math.Max(1, steps - WarmUp))));
}
