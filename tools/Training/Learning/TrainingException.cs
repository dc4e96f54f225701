namespace HyperFace.Training.Learning;

/// <summary>A run cannot begin or go on; the message says what to do.</summary>
internal sealed class TrainingException(string message) : Exception(message);
