namespace HyperFace.Embedding.Inference;

/// <summary>Checks a value from the options.</summary>
internal static class OptionRange
{
    public static void Require<T>(T value, T min, T max, string option)
        where T : IComparable<T>
    {
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
        {
            throw Refusal(option, value, $"must be from {min} to {max}");
        }
    }

    public static ArgumentOutOfRangeException Refusal(string option, object? value, string fault) => new(option, value, $"{option} {fault}.");
}
