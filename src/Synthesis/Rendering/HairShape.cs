using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>
/// Where the hair lies: how far it stands off the head, and where it ends. A place is an angle about the head's vertical
/// axis (0 is the middle of the face) and a height.
/// </summary>
internal sealed class HairShape
{
    private const int Steps = 256;
    private const float Pi = 3.14159265f;
    private const float Everywhere = 300f;

    private readonly HairTraits _hair;
    private readonly float _hairline;
    private readonly float _part;
    private readonly float _side;
    private readonly float _volume;
    private readonly float[] _edge = new float[Steps + 1];
    private readonly float[] _steepness = new float[Steps + 1];

    public HairShape(HairTraits hair, FaceLayout layout, HeadProfile profile)
    {
        _hair = hair;
        _hairline = layout.HairlineY;
        _side = hair.Parting < 0f ? -1f : 1f;
        _part = _side * (0.12f + (0.42f * MathF.Abs(hair.Parting)));
        _volume = 0.5f + (0.5f * hair.Volume);
        Bottom = hair.Style switch
        {
            HairStyle.Bob => 60f + (4f * hair.Volume),
            HairStyle.Flowing => 132f,
            _ => 40f,
        };
        for (int i = 0; i <= Steps; i++)
        {
            _edge[i] = Edge(((2f * i / Steps) - 1f) * Pi);
        }

        float unitsPerStep = profile.Width * 2f * Pi / Steps;
        for (int i = 1; i < Steps; i++)
        {
            float cos = MathF.Max(0.3f, Cos(((2f * i / Steps) - 1f) * Pi));
            float slope = (_edge[i + 1] - _edge[i - 1]) / (2f * unitsPerStep * cos);
            _steepness[i] = 1f / MathF.Sqrt(1f + (slope * slope));
        }
    }

    public bool Exists => _hair.Style != HairStyle.Bald;

    /// <summary>Whether it hangs beside the face and behind the neck.</summary>
    public bool IsLong => _hair.Style is HairStyle.Bob or HairStyle.Flowing;

    /// <summary>The lowest height it reaches.</summary>
    public float Bottom { get; }

    /// <summary>Distance to the edge of the hair, in face units; above 0 inside.</summary>
    public float Inside(float angle, float y)
    {
        if (IsLong && y > -20f)
        {
            angle += 0.05f * _hair.Wave * Sin((0.21f * y) + (angle > 0f ? 1f : 0f)) * Step(-20f, 5f, y);
        }

        float at = Math.Clamp((angle + Pi) * (Steps / (2f * Pi)), 0f, Steps - 0.001f);
        int i = (int)at;
        float edge = Lerp(_edge[i], _edge[i + 1], at - i);
        float steepness = Lerp(_steepness[i], _steepness[i + 1], at - i);
        return MathF.Min((edge - y) * steepness, Bottom - y);
    }

    /// <summary>How far it stands off the head, in face units.</summary>
    public float Lift(float angle, float y)
    {
        float top = Step(-12f, -48f, y);
        float sides = Step(18f, -14f, y);
        float lift = _hair.Style switch
        {
            HairStyle.Cropped => 0.5f + (0.5f * sides) + ((0.6f + (1.2f * _volume)) * top),
            HairStyle.Swept => 0.6f + (0.6f * sides) + ((3f + (5.5f * _volume)) * top),
            HairStyle.Parted => 0.7f + (0.8f * sides) + ((2.6f + (4f * _volume) + (1.5f * Unit(-angle * _side))) * top),
            HairStyle.Fringe => 1f + (1.1f * sides) + ((1.2f + (3f * _volume)) * top) + (1f * Hill(angle, 1f)),
            HairStyle.Curls => 1.2f + ((3.4f + (5f * _volume)) * sides) + ((1.5f + (3f * _volume)) * top) + Curl(angle, y),
            HairStyle.Bob => 3f + (3f * _volume) + ((1f + _volume) * top),
            HairStyle.Flowing => 2.6f + (2.6f * _volume) + ((1f + _volume) * top),
            _ => 0.7f + (0.4f * sides) + ((0.5f + (1.2f * _volume)) * top),
        };
        bool hangs = IsLong || _hair.Style == HairStyle.Fringe;
        return lift * Unit((hangs ? 0.7f : 0.25f) + (Inside(angle, y) / (hangs ? 5f : 9f)));
    }

    /// <summary>A number that is the same all along one strand.</summary>
    public float Strand(float angle, float y)
    {
        float wave = _hair.Wave * Sin((0.17f * y) + (2f * angle)) * 1.5f;
        float x = 40f * angle;
        float fall = Step(-62f, -8f, y);
        return _hair.Style switch
        {
            HairStyle.Swept => x + (_side * 0.45f * (y + 62f)) + wave,
            HairStyle.Parted or HairStyle.Bob or HairStyle.Flowing =>
                ((x - (40f * _part)) / (0.3f + (0.7f * fall))) + wave,
            HairStyle.Curls => x + (4f * wave),
            _ => x + wave,
        };
    }

    /// <summary>How closely strands lie together, 0 (they meet at the parting) to 1 (apart): detail fades where they meet.</summary>
    public float Spread(float y) => _hair.Style is HairStyle.Parted or HairStyle.Bob or HairStyle.Flowing ? Step(-62f, -24f, y) : 1f;

    /// <summary>How near the parting is, 0 to 1; 0 for styles without one.</summary>
    public float Parting(float angle, float y) => _hair.Style is HairStyle.Parted or HairStyle.Bob or HairStyle.Flowing
        ? Hill((angle - _part) * 40f, 2.4f) * Step(-20f, -34f, y)
        : 0f;

    private float Curl(float angle, float y) =>
        (1.9f * ValueNoise.At(_hair.StrandSeed + 3u, angle * 6.5f, y * 0.17f))
        + (0.8f * ValueNoise.At(_hair.StrandSeed + 4u, angle * 11f, y * 0.3f));

    // The height at which the hair ends: along the forehead, down the temple, around the ear, to the nape.
    private float Edge(float angle)
    {
        float a = MathF.Abs(angle);
        float front = Front(angle, a);
        if (IsLong)
        {
            float opening = _hair.Style == HairStyle.Bob ? 0.9f : 0.96f;
            return Lerp(front, Everywhere, Step(opening, opening + 0.35f, a));
        }

        float temple = _hair.Style is HairStyle.TiedBack ? 1.04f : 0.9f;
        float burn = _hair.Style switch
        {
            HairStyle.TiedBack => -2f,
            HairStyle.Curls => 10f,
            HairStyle.Fringe => 9f,
            _ => 6f,
        };
        float side = Lerp(front, burn, Step(temple, temple + 0.32f, a));
        return Lerp(side, _hair.Style == HairStyle.Curls ? 16f : 30f, Step(1.5f, 1.8f, a));
    }

    private float Front(float angle, float a)
    {
        float rounded = a * a / 0.81f;
        float receding = MathF.Max(_hair.Peak, 0f);
        float line = _hairline + ((5f - (3f * MathF.Min(_hair.Peak, 0f))) * rounded)
            - (11f * receding * Hill(a - 0.62f, 0.5f)) + (1.8f * receding * Hill(a, 0.25f));
        float fromPart = (_part - angle) * _side;
        return _hair.Style switch
        {
            HairStyle.Parted => line + (fromPart > 0f
                ? (4.5f + (3.5f * _volume)) * Step(0.05f, 0.85f, fromPart)
                : 1.5f * Step(0f, 0.5f, -fromPart)),
            HairStyle.Fringe => -15.2f - (1.6f * _hair.Hairline) + (3.4f * rounded) + (4.5f * _hair.Parting * angle),
            HairStyle.Curls => line + 2.5f,
            HairStyle.Bob or HairStyle.Flowing => _hairline - 2f + (24f * fromPart * fromPart) - (fromPart < 0f ? 6f * fromPart : 0f),
            _ => line,
        };
    }
}
