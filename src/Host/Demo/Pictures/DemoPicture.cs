namespace HyperFace.Host.Demo.Pictures;

/// <summary>One picture of one synthetic person.</summary>
/// <param name="Subject">Number of the person in the population, from 0.</param>
/// <param name="Image">Number of the picture of that person, from 0.</param>
/// <param name="Path">The JPEG file.</param>
internal sealed record DemoPicture(int Subject, int Image, string Path);
