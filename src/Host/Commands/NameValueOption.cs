using System.CommandLine;
using System.CommandLine.Parsing;

namespace HyperFace.Host.Commands;

/// <summary>An option that takes <c>name=value</c> pairs.</summary>
internal static class NameValueOption
{
    /// <summary>Makes one; it may be given several times.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="many">Several pairs may follow it.</param>
    public static Option<Dictionary<string, string>?> Create(string name, string description, bool many = true) => new(name)
    {
        Description = description,
        HelpName = "name=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = many,
        CustomParser = Parse,
    };

    private static Dictionary<string, string>? Parse(ArgumentResult result)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Token token in result.Tokens)
        {
            int equals = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                result.AddError($"'{token.Value}' is not of the form name=value.");
                return null;
            }

            pairs[token.Value[..equals]] = token.Value[(equals + 1)..];
        }

        return pairs;
    }
}
