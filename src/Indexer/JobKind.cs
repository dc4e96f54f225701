namespace HyperFace.Indexer;

/// <summary>What a job does.</summary>
public enum JobKind
{
    /// <summary>Enrols every row of a source.</summary>
    Enrolment,

    /// <summary>Builds the next generation of a gallery's log, catalogue and index.</summary>
    Rebuild,
}
