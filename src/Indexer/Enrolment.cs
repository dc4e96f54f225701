namespace HyperFace.Indexer;

/// <summary>An acknowledged enrolment: it is on the device and the next search finds it.</summary>
/// <param name="SubjectId">The person.</param>
/// <param name="TemplateId">The template, new or, for a duplicate, the one that was there.</param>
/// <param name="Duplicate">The subject had this very content already; nothing was added.</param>
public readonly record struct Enrolment(string SubjectId, ulong TemplateId, bool Duplicate);
