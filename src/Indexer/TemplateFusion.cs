namespace HyperFace.Indexer;

/// <summary>What becomes of several images of one subject that are enrolled together.</summary>
public enum TemplateFusion
{
    /// <summary>Each becomes a template of its own; a search takes the best of them. The default.</summary>
    KeepAll,

    /// <summary>All become one template: the mean of their features before these were normalised (<see cref="TemplateEnrolment.Fuse"/>).</summary>
    Fuse,
}
