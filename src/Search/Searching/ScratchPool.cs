using HyperFace.Search.Codes;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Searching;

/// <summary>Scratches that wait for a search. Taking and returning one allocates nothing and takes no lock.</summary>
internal sealed class ScratchPool(VectorStore vectors, CodeStore? codes)
{
    private const int Places = 64;

    private readonly SearchScratch?[] _waiting = new SearchScratch?[Places];

    /// <summary>A scratch for the caller alone.</summary>
    public SearchScratch Take()
    {
        for (int i = 0; i < Places; i++)
        {
            if (_waiting[i] is not null && Interlocked.Exchange(ref _waiting[i], null) is { } scratch)
            {
                return scratch;
            }
        }

        return new SearchScratch(vectors, codes);
    }

    /// <summary>Gives a scratch back. After an exception it is not given back but left to the collector: its state is unknown.</summary>
    public void Return(SearchScratch scratch)
    {
        for (int i = 0; i < Places; i++)
        {
            if (_waiting[i] is null && Interlocked.CompareExchange(ref _waiting[i], scratch, null) is null)
            {
                return;
            }
        }

        scratch.Dispose();
    }

    /// <summary>Frees the scratches that wait.</summary>
    public void Free()
    {
        for (int i = 0; i < Places; i++)
        {
            Interlocked.Exchange(ref _waiting[i], null)?.Dispose();
        }
    }
}
