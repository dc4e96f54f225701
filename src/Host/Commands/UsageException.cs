namespace HyperFace.Host.Commands;

/// <summary>The command line asks for something that cannot be meant; found only after it was parsed.</summary>
internal sealed class UsageException(string message) : Exception(message);
