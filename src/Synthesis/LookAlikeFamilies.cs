namespace HyperFace.Synthesis;

/// <summary>Subjects that resemble one another, spread over a few directions of their own.</summary>
/// <param name="Subjects">Enrolled subjects of a family, 1 or more.</param>
/// <param name="Share">The mean cosine of two centres of a family, 0 to 1.</param>
/// <param name="Directions">Directions in which the family's centres differ, 1 to as many as dimensions.</param>
/// <param name="NoiseWithin">The share of an embedding's noise that lies in those directions, 0 to 1; the rest lies in all alike.</param>
public sealed record LookAlikeFamilies(int Subjects, double Share, int Directions, double NoiseWithin);
