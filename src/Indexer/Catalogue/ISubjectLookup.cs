namespace HyperFace.Indexer.Catalogue;

/// <summary>Subjects by id and by key, as they stand somewhere: in a file, or in a file with changes over it.</summary>
internal interface ISubjectLookup
{
    /// <summary>The next free subject key.</summary>
    uint NextKey { get; }

    /// <summary>The subject called <paramref name="subjectId"/>, or null.</summary>
    SubjectEntry? Find(string subjectId);

    /// <summary>The subject with <paramref name="key"/>, or null.</summary>
    SubjectEntry? Find(uint key);
}
