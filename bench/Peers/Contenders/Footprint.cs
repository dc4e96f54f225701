namespace HyperFace.Bench.Peers.Contenders;

/// <summary>What an index costs before it is searched.</summary>
/// <param name="BuildSeconds">With the build's threads, alone on the machine.</param>
/// <param name="WasBuiltEarlier">It was found in the folder, built by an earlier run.</param>
/// <param name="OpenSeconds">From its file, in the page cache, to the first answer.</param>
/// <param name="BytesOnDisk">Of its file.</param>
/// <param name="BytesResident">Of memory: what a process of its own grew by; of this house's index, the native memory it holds after all searches.</param>
internal sealed record Footprint(double BuildSeconds, bool WasBuiltEarlier, double OpenSeconds, long BytesOnDisk, long BytesResident);
