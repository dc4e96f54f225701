using HyperFace.Bench.Peers.Contenders;

namespace HyperFace.Bench.Peers.Measuring;

/// <summary>A contender at a point, asked for so many templates.</summary>
internal readonly record struct PointKey(IContender Contender, OperatingPoint Point, int Each);
