using System.Runtime.InteropServices;

namespace HyperFace.Host.Commands;

/// <summary>
/// Ctrl-C and the request to terminate, turned into a cancellation: the first asks for an orderly stop, the second ends
/// the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() =>
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, Handle))];

    /// <summary>Cancelled when the user, or the system, asks for a stop.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        // Not cancelling the signal leaves it to the runtime, which ends the process.
        context.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
