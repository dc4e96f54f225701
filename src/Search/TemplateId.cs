namespace HyperFace.Search;

/// <summary>The number of one template, chosen by the caller and unique in an index.</summary>
/// <param name="Value">Any value.</param>
public readonly record struct TemplateId(ulong Value);
