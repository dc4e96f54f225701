using System.Globalization;

namespace HyperFace.Bench;

/// <summary>Options of a benchmark, given as <c>--name value</c>.</summary>
internal sealed class BenchOptions(string[] arguments)
{
    /// <summary>The number given for <paramref name="name"/>, or <paramref name="otherwise"/>.</summary>
    public int Number(string name, int otherwise)
    {
        int place = Array.IndexOf(arguments, $"--{name}");
        if (place < 0)
        {
            return otherwise;
        }

        return place + 1 < arguments.Length && int.TryParse(arguments[place + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new ArgumentException($"--{name} needs a whole number of 0 or more.");
    }
}
