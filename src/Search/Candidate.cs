namespace HyperFace.Search;

/// <summary>A subject that a search found, with the template of it that resembles the probe most.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Template">Its best template.</param>
/// <param name="Similarity">Cosine of probe and template, −1..1.</param>
public readonly record struct Candidate(SubjectKey Subject, TemplateId Template, float Similarity);
