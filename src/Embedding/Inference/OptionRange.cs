namespace HyperFace.Embedding.Inference;

/// <summary>Checks a number from the options.</summary>
internal static class OptionRange
{
    public static void Require(int value, int min, int max, string option)
    {
        if (value < min || value > max)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be from {min} to {max}.");
        }
    }
}
