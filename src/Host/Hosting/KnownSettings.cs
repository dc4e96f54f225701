using System.Reflection;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Hosting;

/// <summary>Refuses settings that nobody reads: a misspelt name would leave the default in force without a word.</summary>
/// <param name="configuration">The configuration.</param>
/// <param name="section">The section that the options are bound from.</param>
internal sealed class KnownSettings<T>(IConfiguration configuration, string section) : IValidateOptions<T>
    where T : class
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, T options)
    {
        string[] unknown = [.. Unknown(configuration.GetSection(section), typeof(T))];
        return unknown.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(unknown);
    }

    private static IEnumerable<string> Unknown(IConfigurationSection section, Type type)
    {
        PropertyInfo[] properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        foreach (IConfigurationSection child in section.GetChildren())
        {
            PropertyInfo? property = properties.FirstOrDefault(p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                yield return $"{child.Path} is not a setting; there are: {string.Join(", ", properties.Select(p => p.Name))}.";
            }
            else if (property.PropertyType.Namespace?.StartsWith(nameof(HyperFace), StringComparison.Ordinal) == true)
            {
                foreach (string deeper in Unknown(child, property.PropertyType))
                {
                    yield return deeper;
                }
            }
        }
    }
}
