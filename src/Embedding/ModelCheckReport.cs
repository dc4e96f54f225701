namespace HyperFace.Embedding;

/// <summary>What a model check found.</summary>
/// <param name="Manifest">The manifest of the model.</param>
/// <param name="Findings">The steps in the order in which they were taken; where one failed, those that need it are not there.</param>
public sealed record ModelCheckReport(ModelManifest Manifest, IReadOnlyList<ModelFinding> Findings)
{
    /// <summary>The worst of the findings.</summary>
    public ModelFindingOutcome Outcome => Findings.Max(finding => finding.Outcome);
}
