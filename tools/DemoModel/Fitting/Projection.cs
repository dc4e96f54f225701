namespace HyperFace.DemoModel.Fitting;

/// <summary>From features to an embedding.</summary>
/// <param name="Mean">Subtracted from the features.</param>
/// <param name="Directions">One row a direction; the product with the difference is a value of the embedding.</param>
/// <param name="Spreads">Variance of people along each direction, where pictures of one person have variance 1.</param>
internal sealed record Projection(float[] Mean, Matrix Directions, double[] Spreads);
