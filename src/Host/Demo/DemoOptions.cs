using System.CommandLine;
using System.Globalization;

namespace HyperFace.Host.Demo;

/// <summary>What <c>demo</c> understands.</summary>
internal static class DemoOptions
{
    private const int MaxPeople = 100_000;

    // As many templates as a subject may have.
    private const int MaxImages = 256;

    public static readonly Option<string> Out = new("--out")
    {
        Description = "Where everything goes: a new or empty folder, or one of an earlier demo, which is replaced",
        HelpName = "folder",
        DefaultValueFactory = _ => "hyperface-demo",
    };

    public static readonly Option<int> Subjects = Number("--subjects", $"People to enrol, 1 to {MaxPeople}", 1000, MaxPeople);

    public static readonly Option<int> Images = Number("--images", $"Images of each, 1 to {MaxImages}", 3, MaxImages);

    public static readonly Option<int> Probes = Number("--probes", $"Probes of enrolled people, and as many of people who are not, 1 to {MaxPeople}", 300, MaxPeople);

    public static readonly Option<int> Seed = Number("--seed", "Other people for another number", 1, int.MaxValue);

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<Option> All => [Out, Subjects, Images, Probes, Seed];

    private static Option<int> Number(string name, string description, int value, int max)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "number", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            // What is no number at all the parser refuses by itself.
            if (result.Tokens is [var token] && long.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out long given) && (given < 1 || given > max))
            {
                result.AddError($"{name} is {given}; it must be 1 to {max}.");
            }
        });
        return option;
    }
}
