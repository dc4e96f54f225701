namespace HyperFace.Indexer.Log;

/// <summary>What a log record does. The numbers are part of the file format and never change.</summary>
internal enum LogRecordKind : byte
{
    /// <summary>One template of one subject, with its vector.</summary>
    Enrol = 1,

    /// <summary>A subject's metadata is replaced.</summary>
    UpdateSubject = 2,

    /// <summary>Templates of one subject are removed; the subject goes with its last one.</summary>
    Remove = 3,
}
