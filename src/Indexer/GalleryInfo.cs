using HyperFace.Embedding;

namespace HyperFace.Indexer;

/// <summary>A gallery as it stands at one moment.</summary>
/// <param name="GalleryId">Its name.</param>
/// <param name="Fingerprint">The model it is pinned to.</param>
/// <param name="Dimension">Length of a template.</param>
/// <param name="Threshold">The threshold used when a request names none; null when none is known.</param>
/// <param name="Description">A line for people.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Subjects">Subjects enrolled.</param>
/// <param name="Templates">Templates enrolled.</param>
/// <param name="Generation">Grows by one with each rebuild.</param>
/// <param name="Linked">Templates that the graph reaches.</param>
/// <param name="Pending">Templates found by scanning until the next rebuild.</param>
/// <param name="LastLsn">The last log record that is on the device.</param>
/// <param name="BytesOnDisk">Bytes of log, catalogue and index.</param>
/// <param name="BytesInMemory">Native memory that the index holds.</param>
/// <param name="Damage">Parts of the log that cannot be read; empty in good health.</param>
public sealed record GalleryInfo(
    string GalleryId,
    ModelFingerprint Fingerprint,
    int Dimension,
    float? Threshold,
    string? Description,
    DateTimeOffset CreatedAt,
    long Subjects,
    long Templates,
    ulong Generation,
    long Linked,
    long Pending,
    ulong LastLsn,
    long BytesOnDisk,
    long BytesInMemory,
    IReadOnlyList<LogDamage> Damage);
