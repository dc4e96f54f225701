namespace HyperFace.Synthesis.Rendering;

/// <summary>What a surface is made of.</summary>
internal enum SurfacePart : byte
{
    Nothing = 0,
    Face = 1,
    Ear = 2,
    Neck = 3,
    Hair = 4,
}
