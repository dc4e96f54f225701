namespace HyperFace.Embedding;

/// <summary>How good a face must be to be taken. The numbers stand in <see cref="QualityThresholds.Of"/> and docs/quality.md.</summary>
public enum QualityLevel
{
    /// <summary>Quality is measured and told, and refuses no face.</summary>
    None,

    /// <summary>Refuses what hardly any model can use.</summary>
    Low,

    /// <summary>For enrolment where a better photo can be had.</summary>
    Medium,

    /// <summary>For portraits that are taken for the purpose.</summary>
    High,
}
