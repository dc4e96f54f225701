namespace HyperFace.Embedding;

/// <summary>What became of one item of a stream that was embedded.</summary>
/// <typeparam name="T">What the stream holds.</typeparam>
/// <param name="Item">The item.</param>
/// <param name="Template">Its template; null when it has no face, or failed.</param>
/// <param name="Fault">
/// Why it failed: <see cref="InvalidImageException"/>, <see cref="ModelException"/>, or, of a file that cannot be read,
/// <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>. Null when it did not.
/// </param>
public readonly record struct FaceOutcome<T>(T Item, FaceTemplate? Template, Exception? Fault = null);
