using System.Runtime.CompilerServices;

namespace HyperFace.Search.Searching;

/// <summary>Whom a request considers: the set and the predicate must both let a subject through.</summary>
internal readonly struct SubjectFilter(SubjectSet? set, Func<SubjectKey, bool>? where)
{
    /// <summary>Whether there is neither a set nor a predicate.</summary>
    public bool LetsAllThrough => set is null && where is null;

    /// <summary>Whether a subject is considered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Admits(uint subject)
    {
        // The set first: a bit is read sooner than a delegate is called.
        var key = new SubjectKey(subject);
        return (set is null || set.Contains(key)) && (where is null || where(key));
    }
}
