namespace HyperFace.Host.Output;

/// <summary>Text as it may go to a terminal: what came from outside must not steer it.</summary>
internal static class Printable
{
    /// <summary>The text with every control character but the line end made visible.</summary>
    public static string From(string text) =>
        text.Any(IsUnsafe) ? string.Concat(text.Select(c => IsUnsafe(c) ? '\uFFFD' : c)) : text;

    private static bool IsUnsafe(char c) => char.IsControl(c) && c != '\n';
}
