using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http.Limits;

/// <summary>Lets only so much embedding and searching run at once: more would only make each slower.</summary>
internal sealed class FaceWork(IOptions<HttpOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(options.Value.MaxConcurrentWork == 0 ? Environment.ProcessorCount : options.Value.MaxConcurrentWork);

    /// <summary>Waits for a turn, then works.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return work();
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();
}
