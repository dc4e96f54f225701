namespace HyperFace.Embedding.Manifests;

/// <summary>Takes the properties of a manifest, of a model or of a detector, or names the one that is missing or wrong.</summary>
/// <param name="path">The manifest, for messages.</param>
/// <param name="rule">What a property must be, in words.</param>
internal sealed class PropertyCheck(string path, Func<string, string?> rule)
{
    public T Required<T>(string property, T? value, Func<T, bool> isValid)
        where T : class =>
        value is null ? throw Missing(property) : isValid(value) ? value : throw Wrong(property, value);

    public T Required<T>(string property, T? value, Func<T, bool> isValid)
        where T : struct =>
        value is not { } given ? throw Missing(property) : isValid(given) ? given : throw Wrong(property, given);

    public T? Optional<T>(string property, T? value, Func<T, bool> isValid)
        where T : class =>
        value is null || isValid(value) ? value : throw Wrong(property, value);

    public ModelException Missing(string property) =>
        new($"'{path}': the property '{property}' is missing: {rule(property)}.");

    public ModelException Wrong(string property, object value) =>
        new($"'{path}': the property '{property}' must be {rule(property)}; it is {Shown(value)}.");

    private static string Shown(object value) => value switch
    {
        float[] numbers => FormattableString.Invariant($"[{string.Join(", ", numbers)}]"),
        int[] numbers => FormattableString.Invariant($"[{string.Join(", ", numbers)}]"),
        string[] names => $"[{string.Join(", ", names.Select(name => $"'{name}'"))}]",
        string { Length: > ManifestRules.MaxName } text => $"{text.Length} characters long",
        string text => $"'{text}'",
        _ => FormattableString.Invariant($"{value}"),
    };
}
