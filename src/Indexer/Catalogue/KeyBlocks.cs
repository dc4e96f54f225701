using LiteDB;

namespace HyperFace.Indexer.Catalogue;

/// <summary>Subject ids by key, in documents of 64 consecutive keys each: keys are given out in order, so that a bulk enrolment writes one such document for 64 subjects.</summary>
internal sealed class KeyBlocks(ILiteCollection<BsonDocument> blocks)
{
    private const int KeysPerBlock = 64;

    /// <summary>Sorts keys into blocks.</summary>
    public static IEnumerable<IGrouping<uint, KeyValuePair<uint, string?>>> Group(IReadOnlyDictionary<uint, string?> idOfKey) =>
        idOfKey.GroupBy(pair => pair.Key / KeysPerBlock).OrderBy(block => block.Key);

    /// <summary>Brings the empty collection into being.</summary>
    public void MakeCollection()
    {
        const long none = 0;
        blocks.Insert(new BsonDocument { ["_id"] = none });
        blocks.Delete(none);
    }

    /// <summary>The id of the subject with <paramref name="key"/>, or null.</summary>
    public string? Find(uint key) =>
        blocks.FindById((long)(key / KeysPerBlock)) is { } block && block["s"][(int)(key % KeysPerBlock)] is { IsString: true } id ? id.AsString : null;

    /// <summary>Writes the keys of one block; null takes a key's id away. Keys from <paramref name="nextKey"/> on were never written before.</summary>
    public bool Write(IGrouping<uint, KeyValuePair<uint, string?>> keys, uint nextKey)
    {
        bool isNew = keys.Key * KeysPerBlock >= nextKey;
        BsonDocument? known = isNew ? null : blocks.FindById((long)keys.Key);
        BsonArray ids = known is null ? new BsonArray(Enumerable.Repeat(BsonValue.Null, KeysPerBlock)) : known["s"].AsArray;
        foreach ((uint key, string? id) in keys)
        {
            ids[(int)(key % KeysPerBlock)] = id is null ? BsonValue.Null : new BsonValue(id);
        }

        if (ids.All(id => id.IsNull))
        {
            return blocks.Delete((long)keys.Key);
        }

        var block = new BsonDocument { ["_id"] = (long)keys.Key, ["s"] = ids };
        return isNew ? blocks.Insert(block) is not null : blocks.Upsert(block);
    }
}
