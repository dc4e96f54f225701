using SkiaSharp;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>How a text looks.</summary>
/// <param name="Size">Height of the type in pixels.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Bold">Semi-bold instead of regular.</param>
internal readonly record struct Lettering(float Size, SKColor Colour, bool Bold = false);
