using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding;

/// <summary>
/// What a checkpoint does not say of its model. The defaults are those of AdaFace's and HyperFace's networks: blue first,
/// values from −1 to 1, faces aligned to the five points of ArcFace with the error minimised in the image.
/// </summary>
public sealed record CheckpointImportOptions
{
    /// <summary>What the names of the network's tensors begin with when nobody says otherwise: PyTorch Lightning keeps the network in a field <c>model</c>.</summary>
    public const string DefaultPrefix = "model.";

    private const int MaxPrefix = 64;

    /// <summary>The model's name, for people: 1 to 256 characters on one line; null, the default, takes the checkpoint's file name without its extension.</summary>
    public string? Name { get; init; }

    /// <summary>What the model is and is not good for: up to 4,096 characters; null by default.</summary>
    public string? Notice { get; init; }

    /// <summary>The model's licence: up to 4,096 characters; null by default.</summary>
    public string? Licence { get; init; }

    /// <summary>Order of the colour planes that the network was trained with; <see cref="ChannelOrder.Bgr"/> by default.</summary>
    public ChannelOrder ChannelOrder { get; init; } = ChannelOrder.Bgr;

    /// <summary>The template that faces were aligned to in training: 1 to 64 of <c>a-z 0-9 - _ .</c>; <c>arcface-112</c> by default.</summary>
    public string Alignment { get; init; } = "arcface-112";

    /// <summary>In which space the five points were fitted to the template in training; <see cref="AlignmentFit.Image"/> by default.</summary>
    public AlignmentFit AlignmentFit { get; init; } = AlignmentFit.Image;

    /// <summary>Whether faces are embedded together with their mirror images; false by default.</summary>
    public bool FlipFusion { get; init; }

    /// <summary>Similarity (−1 to 1) from which two templates are taken for one person; null, the default, when none is known.</summary>
    public float? Threshold { get; init; }

    /// <summary>
    /// What the names of the network's tensors begin with, up to 64 characters; what begins otherwise is not read.
    /// <c>model.</c> by default; <c>module.</c> or nothing in checkpoints of other programs.
    /// </summary>
    public string Prefix { get; init; } = DefaultPrefix;

    /// <summary>Whether to replace an ONNX file and a manifest that are there already; false by default.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the option, unless every value is in its range.</summary>
    public void Validate()
    {
        Require(Name is null || ManifestRules.IsLine(Name), nameof(Name), Name, "name");
        Require(Notice is null || ManifestRules.IsText(Notice), nameof(Notice), Notice, "notice");
        Require(Licence is null || ManifestRules.IsText(Licence), nameof(Licence), Licence, "licence");
        Require(Enum.IsDefined(ChannelOrder), nameof(ChannelOrder), ChannelOrder, "channelOrder");
        Require(Alignment is not null && ManifestRules.IsAlignment(Alignment), nameof(Alignment), Alignment, "alignment");
        Require(Enum.IsDefined(AlignmentFit), nameof(AlignmentFit), AlignmentFit, "alignmentFit");
        Require(Threshold is null or (>= -1 and <= 1), nameof(Threshold), Threshold, "threshold");
        if (Prefix is not { Length: <= MaxPrefix })
        {
            throw new ArgumentOutOfRangeException(nameof(Prefix), Prefix, $"{nameof(Prefix)} must be a text of up to {MaxPrefix} characters; it may be empty.");
        }
    }

    private static void Require(bool valid, string option, object? value, string property)
    {
        if (!valid)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {ManifestRules.Of(property)}.");
        }
    }
}
