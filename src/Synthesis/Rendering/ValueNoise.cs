namespace HyperFace.Synthesis.Rendering;

/// <summary>Smooth seeded noise over the plane, -1 to 1, one random value a lattice point.</summary>
internal static class ValueNoise
{
    /// <summary>The random value of a lattice point, 0 to 1.</summary>
    public static float Cell(uint seed, int x, int y) => (Hash(seed, x, y) >> 8) * (1f / (1 << 24));

    public static uint Hash(uint seed, int x, int y)
    {
        uint h = seed + ((uint)x * 0x9E3779B1u) + ((uint)y * 0x85EBCA77u);
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h = (h ^ (h >> 12)) * 0x297A2D39u;
        return h ^ (h >> 15);
    }

    public static float At(uint seed, float x, float y)
    {
        float floorX = MathF.Floor(x);
        float floorY = MathF.Floor(y);
        int column = (int)floorX;
        int row = (int)floorY;
        float fx = x - floorX;
        float fy = y - floorY;
        fx = fx * fx * (3f - (2f * fx));
        fy = fy * fy * (3f - (2f * fy));
        float top = Approximation.Lerp(Cell(seed, column, row), Cell(seed, column + 1, row), fx);
        float bottom = Approximation.Lerp(Cell(seed, column, row + 1), Cell(seed, column + 1, row + 1), fx);
        return (2f * Approximation.Lerp(top, bottom, fy)) - 1f;
    }

    /// <summary>Two octaves, about -1 to 1.</summary>
    public static float Rough(uint seed, float x, float y) =>
        (0.68f * At(seed, x, y)) + (0.32f * At(seed + 77u, 2.17f * x, 2.17f * y));
}
