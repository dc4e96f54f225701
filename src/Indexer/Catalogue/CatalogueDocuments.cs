using LiteDB;

namespace HyperFace.Indexer.Catalogue;

/// <summary>The shape of a subject in LiteDB. Short names: each is stored again in every document.</summary>
internal static class CatalogueDocuments
{
    /// <summary>A subject as a document; its <c>_id</c> is the key.</summary>
    public static BsonDocument ToDocument(SubjectEntry subject)
    {
        var templates = new BsonArray();
        foreach (TemplateEntry t in subject.Templates)
        {
            var document = new BsonDocument { ["i"] = (long)t.Id, ["h"] = t.ContentHash, ["e"] = t.EnrolledUnixMilliseconds };
            if (t.Source is not null)
            {
                document["f"] = t.Source;
            }

            if (t.Norm is { } norm)
            {
                document["q"] = (double)norm;
            }

            if (t.JobId is not null)
            {
                document["j"] = t.JobId;
                document["r"] = t.Row;
            }

            templates.Add(document);
        }

        var metadata = new BsonDocument();
        foreach ((string name, string value) in subject.Metadata)
        {
            metadata[name] = value;
        }

        return new BsonDocument { ["_id"] = (long)subject.Key, ["s"] = subject.SubjectId, ["m"] = metadata, ["t"] = templates };
    }

    /// <summary>The subject in a document of <see cref="ToDocument"/>.</summary>
    public static SubjectEntry ToSubject(BsonDocument document)
    {
        BsonArray array = document["t"].AsArray;
        var templates = new TemplateEntry[array.Count];
        for (int i = 0; i < templates.Length; i++)
        {
            BsonDocument t = array[i].AsDocument;
            templates[i] = new TemplateEntry(
                (ulong)t["i"].AsInt64,
                t["h"].AsString,
                t["f"].IsNull ? null : t["f"].AsString,
                t["q"].IsNull ? null : (float)t["q"].AsDouble,
                t["e"].AsInt64,
                t["j"].IsNull ? null : t["j"].AsString,
                t["r"].IsNull ? null : t["r"].AsInt64);
        }

        var metadata = new Dictionary<string, string>();
        foreach ((string name, BsonValue value) in document["m"].AsDocument)
        {
            metadata[name] = value.AsString;
        }

        return new SubjectEntry((uint)document["_id"].AsInt64, document["s"].AsString, metadata, templates);
    }
}
