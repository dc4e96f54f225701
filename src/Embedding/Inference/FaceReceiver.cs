namespace HyperFace.Embedding.Inference;

/// <summary>Takes one face's output while it is there.</summary>
/// <param name="index">The face's place in its batch.</param>
/// <param name="embedding">The embedding as the model gave it; valid during the call only.</param>
/// <param name="norm">The norm as the model gave it; null when the graph gives none.</param>
internal delegate void FaceReceiver(int index, ReadOnlySpan<float> embedding, float? norm);
