namespace HyperFace.Embedding.Images;

/// <summary>EXIF 2.32, tag 0x0112: what to do with the stored picture to see it upright. The numbers are EXIF's.</summary>
internal enum Orientation
{
    Upright = 1,
    MirrorLeftRight = 2,
    TurnHalf = 3,
    MirrorTopBottom = 4,
    Transpose = 5,
    TurnRight = 6,
    Transverse = 7,
    TurnLeft = 8,
}
