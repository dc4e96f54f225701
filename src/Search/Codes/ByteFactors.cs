namespace HyperFace.Search.Codes;

/// <summary>What belongs to a slot's byte code.</summary>
/// <param name="Scale">What a byte stands for.</param>
/// <param name="Error">How far, at most, the vector lies from what the bytes stand for.</param>
internal readonly record struct ByteFactors(float Scale, float Error);
