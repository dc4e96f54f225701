namespace HyperFace.Embedding.Decoding;

/// <summary>The result of a decoding to which the decoding's memory passes.</summary>
internal interface IHeldImage : IDisposable;
