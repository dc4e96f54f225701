using System.Globalization;
using HyperFace.Fuzz.Running;
using HyperFace.Fuzz.Targets;

namespace HyperFace.Fuzz;

internal static class Program
{
    private static readonly string Usage = $"""
        Usage: eng/fuzz.sh [target] [inputs] [seed]

          target   {string.Join(", ", FuzzTargets.Names)}, or all (the default)
          inputs   how many for each target, 1,000,000 by default
          seed     20261124 by default; the same seed gives the same inputs

        Findings (crash, hang, memory over the cap) are written to fuzz-findings/.
        """;

    private static int Main(string[] arguments)
    {
        if (arguments is ["--child", var child, var progress, var first, var end, var childSeed])
        {
            return FuzzChild.Run(FuzzTargets.Create(child)!, progress, Number(first), Number(end), (int)Number(childSeed));
        }

        string name = arguments.ElementAtOrDefault(0) ?? "all";
        if (arguments.Length > 3 || (name != "all" && !FuzzTargets.Names.Contains(name)) || !TryNumber(arguments.ElementAtOrDefault(1) ?? "1000000", out long inputs) || !TryNumber(arguments.ElementAtOrDefault(2) ?? "20261124", out long seed))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        int findings = 0;
        Console.WriteLine(FuzzReport.Header);
        foreach (string target in FuzzTargets.Names.Where(target => name == "all" || target == name))
        {
            FuzzReport report = new FuzzParent(target, (int)seed).Run(inputs);
            Console.WriteLine(report);
            findings += report.Findings;
        }

        return findings == 0 ? 0 : 1;
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool TryNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= int.MaxValue;
}
