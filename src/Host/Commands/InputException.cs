namespace HyperFace.Host.Commands;

/// <summary>A file that the user named cannot be used.</summary>
internal sealed class InputException(string message, Exception? inner = null) : Exception(message, inner);
