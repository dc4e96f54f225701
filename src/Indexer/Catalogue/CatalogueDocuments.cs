using LiteDB;

namespace HyperFace.Indexer.Catalogue;

/// <summary>The shape of a subject in LiteDB. Short names: each is stored again in every document. What is null or empty is left out.</summary>
internal static class CatalogueDocuments
{
    /// <summary>A subject as a document; its <c>_id</c> is the subject's id.</summary>
    public static BsonDocument ToDocument(SubjectEntry subject)
    {
        var templates = new BsonArray();
        foreach (TemplateEntry t in subject.Templates)
        {
            var document = new BsonDocument { ["i"] = (long)t.Id, ["h"] = Convert.FromHexString(t.ContentHash), ["e"] = t.EnrolledUnixMilliseconds };
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

            if (t.Images is not null)
            {
                document["n"] = t.Images;
            }

            templates.Add(document);
        }

        var subjectDocument = new BsonDocument { ["_id"] = subject.SubjectId, ["k"] = (long)subject.Key, ["t"] = templates };
        if (subject.Metadata.Count > 0)
        {
            // As pairs: a name may be one that BSON gives a meaning of its own.
            subjectDocument["m"] = new BsonArray(subject.Metadata.Select(pair => new BsonArray { pair.Key, pair.Value }));
        }

        return subjectDocument;
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
                Convert.ToHexStringLower(t["h"].AsBinary),
                t["f"].IsNull ? null : t["f"].AsString,
                t["q"].IsNull ? null : (float)t["q"].AsDouble,
                t["e"].AsInt64,
                t["j"].IsNull ? null : t["j"].AsString,
                t["r"].IsNull ? null : t["r"].AsInt64,
                t["n"].IsNull ? null : t["n"].AsInt32);
        }

        return new SubjectEntry((uint)document["k"].AsInt64, document["_id"].AsString, ToMetadata(document["m"]), templates);
    }

    private static Dictionary<string, string> ToMetadata(BsonValue pairs)
    {
        var metadata = new Dictionary<string, string>();
        if (pairs.IsArray)
        {
            foreach (BsonValue pair in pairs.AsArray)
            {
                metadata[pair[0].AsString] = pair[1].AsString;
            }
        }

        return metadata;
    }
}
