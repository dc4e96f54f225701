namespace HyperFace.Embedding;

/// <summary>What one step of a model check came to, from good to bad.</summary>
public enum ModelFindingOutcome
{
    /// <summary>As it should be.</summary>
    Passed,

    /// <summary>The model runs, but something about it needs a person's eye before it is trusted.</summary>
    Suspicious,

    /// <summary>The model is not what its manifest says, or its templates cannot be relied on.</summary>
    Failed,
}
