namespace HyperFace.Synthesis;

/// <summary>The hair of the head.</summary>
/// <param name="Style">How it is worn.</param>
/// <param name="Melanin">0 (pale blond) to 1 (black).</param>
/// <param name="Red">0 (ashen) to 1 (ginger).</param>
/// <param name="Grey">0 to 1 (white).</param>
/// <param name="Hairline">Height of the hairline: low (-1) to high (1).</param>
/// <param name="Peak">Shape of the hairline: rounded (-1) to receding at the temples (1).</param>
/// <param name="Volume">Flat (-1) to full (1).</param>
/// <param name="Parting">Side of the parting or sweep: left of the picture (-1) to right (1).</param>
/// <param name="Wave">Straight (0) to wavy (1).</param>
/// <param name="StrandSeed">Places the single strands.</param>
public readonly record struct HairTraits(
    HairStyle Style,
    float Melanin,
    float Red,
    float Grey,
    float Hairline,
    float Peak,
    float Volume,
    float Parting,
    float Wave,
    uint StrandSeed);
