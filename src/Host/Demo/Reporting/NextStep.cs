namespace HyperFace.Host.Demo.Reporting;

/// <summary>Something to try after a demo.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Command">The command line, to copy.</param>
internal sealed record NextStep(string Purpose, string Command);
