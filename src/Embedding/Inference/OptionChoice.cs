using System.Runtime.CompilerServices;

namespace HyperFace.Embedding.Inference;

/// <summary>Checks a choice from the options.</summary>
internal static class OptionChoice
{
    public static void Require<T>(T value, [CallerArgumentExpression(nameof(value))] string option = "")
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be one of {string.Join(", ", Enum.GetNames<T>())}.");
        }
    }
}
