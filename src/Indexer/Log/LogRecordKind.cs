namespace HyperFace.Indexer.Log;

/// <summary>What a log record does. The numbers are part of the file format and never change.</summary>
internal enum LogRecordKind : byte
{
    /// <summary>The gallery's settings; the first record of every generation.</summary>
    Settings = 1,

    /// <summary>One template of one subject, with its vector.</summary>
    Enrol = 2,

    /// <summary>A subject's metadata is replaced.</summary>
    UpdateSubject = 3,

    /// <summary>Templates of one subject are removed; the subject goes with its last one.</summary>
    Remove = 4,
}
