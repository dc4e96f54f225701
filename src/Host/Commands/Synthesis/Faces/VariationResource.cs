using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>What was particular to a picture, as it stands in <c>manifest.jsonl</c>; units and ranges are those of <see cref="FaceVariation"/>.</summary>
internal sealed record VariationResource
{
    public required float Yaw { get; init; }

    public required float Pitch { get; init; }

    public required float Roll { get; init; }

    public required FaceExpression Expression { get; init; }

    public required FaceLighting Lighting { get; init; }

    public required float Exposure { get; init; }

    public required float Blur { get; init; }

    public required float Noise { get; init; }

    public required float ShiftX { get; init; }

    public required float ShiftY { get; init; }

    public required float Scale { get; init; }

    /// <summary>Quality of the compression in the picture; null for none.</summary>
    public required int? JpegQuality { get; init; }

    /// <summary>What is before the face; null for nothing.</summary>
    public required FaceOcclusion? Occlusion { get; init; }

    public static VariationResource From(FaceVariation variation) => new()
    {
        Yaw = variation.Yaw,
        Pitch = variation.Pitch,
        Roll = variation.Roll,
        Expression = variation.Expression,
        Lighting = variation.Lighting,
        Exposure = variation.Exposure,
        Blur = variation.Blur,
        Noise = variation.Noise,
        ShiftX = variation.ShiftX,
        ShiftY = variation.ShiftY,
        Scale = variation.Scale,
        JpegQuality = variation.JpegQuality == 0 ? null : variation.JpegQuality,
        Occlusion = variation.Occlusion.Kind == OcclusionKind.None ? null : variation.Occlusion,
    };
}
