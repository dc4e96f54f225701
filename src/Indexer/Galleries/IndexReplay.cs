using HyperFace.Indexer.Log;
using HyperFace.Search;

namespace HyperFace.Indexer.Galleries;

/// <summary>Applies log records to an index.</summary>
internal static class IndexReplay
{
    /// <summary>Applies one record; those that do not concern an index are passed over.</summary>
    public static void Apply(FaceIndex index, in LogFrame frame)
    {
        switch (frame.Kind)
        {
            case LogRecordKind.Enrol:
                Add(index, frame, RecordBody.Enrol(frame).Key);
                break;
            case LogRecordKind.Remove:
                foreach (ulong id in RecordBody.Remove(frame).TemplateIds)
                {
                    index.Remove(new TemplateId(id));
                }

                break;
        }
    }

    private static void Add(FaceIndex index, in LogFrame frame, uint key)
    {
        try
        {
            index.Add(new TemplateId(frame.Lsn), new SubjectKey(key), frame.Vector);
        }
        catch (InvalidTemplateException e)
        {
            throw new LogDamagedException($"Record {frame.Lsn} of the log is whole, but its vector is none: {e.Message}", e);
        }
    }
}
