using System.Globalization;

namespace HyperFace.Bench;

/// <summary>Options of a benchmark, given as <c>--name value</c> or, for a switch, as <c>--name</c>.</summary>
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

    /// <summary>The text given for <paramref name="name"/>, or <paramref name="otherwise"/>.</summary>
    public string Text(string name, string otherwise)
    {
        int place = Array.IndexOf(arguments, $"--{name}");
        if (place < 0)
        {
            return otherwise;
        }

        return place + 1 < arguments.Length && !arguments[place + 1].StartsWith("--", StringComparison.Ordinal)
            ? arguments[place + 1]
            : throw new ArgumentException($"--{name} needs a value.");
    }

    /// <summary>Whether a switch is given.</summary>
    public bool Has(string name) => arguments.Contains($"--{name}");

    /// <summary>Refuses options of other names: a mistyped one would be a measurement of something else.</summary>
    public void RefuseAllBut(params string[] names)
    {
        string? other = arguments.FirstOrDefault(argument => argument.StartsWith("--", StringComparison.Ordinal) && !names.Contains(argument[2..]));
        if (other is not null)
        {
            throw new ArgumentException($"There is no option {other}; there are --{string.Join(", --", names)}.");
        }
    }
}
