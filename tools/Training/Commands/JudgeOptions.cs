using System.CommandLine;
using HyperFace.Synthesis;
using HyperFace.Training.Judging;
using HyperFace.Training.Learning;

namespace HyperFace.Training.Commands;

/// <summary>How models are judged, on the command line.</summary>
internal sealed class JudgeOptions
{
    private readonly Option<VariationRange> _range = new("--judged-range") { Description = "How far pictures of one judged person go apart: normal or wide", DefaultValueFactory = _ => VariationRange.Normal };
    private readonly Option<int[]> _enrolled;
    private readonly Option<int> _probes;
    private readonly Option<int> _pairs = new("--pairs") { Description = "Pairs for verification", DefaultValueFactory = _ => 6000 };

    /// <summary>The options, with defaults that fit the command.</summary>
    public JudgeOptions(int[] enrolled, int probes)
    {
        _enrolled = new Option<int[]>("--enrolled") { Description = "Sizes of galleries, one picture a person", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => enrolled };
        _probes = new Option<int>("--probes") { Description = "Mated probes of each gallery, and as many non-mated ones", DefaultValueFactory = _ => probes };
    }

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [_range, _enrolled, _probes, _pairs];

    /// <summary>The judge that was asked for.</summary>
    /// <exception cref="TrainingException">An option is out of its range.</exception>
    public Judge Of(ParseResult parsed)
    {
        var judge = new Judge(parsed.GetRequiredValue(_range), parsed.GetRequiredValue(_enrolled), parsed.GetRequiredValue(_probes), parsed.GetRequiredValue(_pairs));
        return judge.Enrolled.Length > 0 && judge.Enrolled.All(count => count > 1) && judge.Probes > 1 && judge.Pairs >= 2 * TenFold.Parts
            ? judge
            : throw new TrainingException($"--enrolled and --probes must be 2 or more, --pairs {2 * TenFold.Parts} or more.");
    }
}
