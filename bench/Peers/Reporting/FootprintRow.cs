using HyperFace.Bench.Peers.Contenders;

namespace HyperFace.Bench.Peers.Reporting;

/// <summary>What a contender's index costs.</summary>
internal sealed record FootprintRow(string Contender, Footprint Footprint);
