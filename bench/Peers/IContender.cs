namespace HyperFace.Bench.Peers;

/// <summary>An index that takes part in the comparison.</summary>
internal interface IContender
{
    /// <summary>What it is, for the table.</summary>
    string Name { get; }

    /// <summary>How wide it searches: ef of a graph; 0 where there is nothing to choose.</summary>
    int Width { get; set; }

    /// <summary>Seconds to build, alone on the machine.</summary>
    double BuildSeconds { get; }

    /// <summary>Bytes of memory by template.</summary>
    double BytesByTemplate { get; }

    /// <summary>Searches with probes one after the other on one thread.</summary>
    PeerRun Run(int first, int count);
}
