using HyperFace.Host.Commands;

namespace HyperFace.Host.Demo;

/// <summary>A demo that did not run through, for a reason that is not a fault of the program.</summary>
internal sealed class DemoException(Failure failure) : Exception(failure.Message)
{
    /// <summary>The reason.</summary>
    public Failure Failure { get; } = failure;
}
