using HyperFace.Fuzz.Mutation;
using HyperFace.Fuzz.Targets;

namespace HyperFace.Fuzz.Running;

/// <summary>Makes inputs and tries them, until the end or until one of them ends this process.</summary>
internal static class FuzzChild
{
    /// <summary>Tries the inputs from <paramref name="first"/> up to <paramref name="end"/>.</summary>
    public static int Run(FuzzTarget target, string progressPath, long first, long end, int seed)
    {
        using (target)
        {
            using var progress = new FuzzProgress(progressPath);
            var mutator = new Mutator(target, seed);
            for (long index = first; index < end; index++)
            {
                progress.Current = index;
                progress.Count(target.Try(mutator.Make(index)));
            }

            progress.Ended = true;
            return 0;
        }
    }
}
