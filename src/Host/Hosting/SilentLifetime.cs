
namespace HyperFace.Host.Hosting;

/// <summary>Leaves Ctrl-C and termination to the command line, which knows what was going on; prints nothing.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
