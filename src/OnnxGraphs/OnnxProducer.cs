namespace HyperFace.OnnxGraphs;

/// <summary>Who made a model, written into its header.</summary>
/// <param name="Name">Name of the program.</param>
/// <param name="Version">Its version.</param>
public sealed record OnnxProducer(string Name, string Version);
