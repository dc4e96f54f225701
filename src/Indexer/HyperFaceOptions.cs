using HyperFace.Embedding;

namespace HyperFace.Indexer;

/// <summary>How the engine is set up in a host. Bound from the configuration section <c>HyperFace</c>; validated when the host starts.</summary>
public sealed class HyperFaceOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "HyperFace";

    /// <summary>Where galleries lie: <c>hyperface-data</c> in the working folder by default.</summary>
    public string DataFolder { get; set; } = "hyperface-data";

    /// <summary>The manifest of the face model for galleries that name none; null, the default, has none.</summary>
    public string? Model { get; set; }

    /// <summary>How models are run.</summary>
    public FaceEmbedderOptions Embedder { get; set; } = new();

    /// <summary>
    /// The manifest of the face detector: with one, images are photos, whose faces are found and aligned. Null, the
    /// default, takes each image for one face that is aligned already.
    /// </summary>
    public string? Detector { get; set; }

    /// <summary>Which faces of a photo are taken, and how good they must be. Used with a detector only.</summary>
    public PhotoOptions Photos { get; set; } = new();

    /// <summary>Threads that decode images in a bulk enrolment: 0 to 256; 0, the default, takes one per processor.</summary>
    public int DecodeThreads { get; set; }

    /// <summary>Bulk enrolments may read only inside this folder; null, the default, lets them read wherever the process may.</summary>
    public string? ImportRoot { get; set; }

    /// <summary>Resume unfinished jobs of all galleries when the host starts. True by default.</summary>
    public bool ResumeJobs { get; set; } = true;

    /// <summary>Rebuild a gallery by itself when <see cref="Gallery.IsRebuildDue"/> after an enrolment job or at start. True by default.</summary>
    public bool AutoRebuild { get; set; } = true;
}
