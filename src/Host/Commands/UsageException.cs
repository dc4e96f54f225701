namespace HyperFace.Host.Commands;

/// <summary>The command line asks for something that cannot be meant; found only after it was parsed.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>The same of an argument that a library refuses, without what .NET appends for programmers: the parameter, and on a line of its own the value.</summary>
    public static UsageException From(ArgumentException e) => new(e.Message.Split('\n')[0].Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal));
}
