using System.Text.Json;
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
                EnrolBody enrol = JsonSerializer.Deserialize(frame.Body, LogJson.Default.EnrolBody)!;
                index.Add(new TemplateId(frame.Lsn), new SubjectKey(enrol.Key), frame.Vector);
                break;
            case LogRecordKind.Remove:
                foreach (ulong id in JsonSerializer.Deserialize(frame.Body, LogJson.Default.RemoveBody)!.TemplateIds)
                {
                    index.Remove(new TemplateId(id));
                }

                break;
        }
    }
}
