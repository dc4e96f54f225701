namespace HyperFace.Synthesis.Packing;

/// <summary>Two points of a tile that may be neighbours.</summary>
internal readonly record struct TileHit(int Row, int Column, float Similarity);
