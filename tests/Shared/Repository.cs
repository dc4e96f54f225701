namespace HyperFace.Tests;

/// <summary>The checkout that the test program was built in, found from the program up: a deterministic build writes no real source path into it.</summary>
internal static class Repository
{
    /// <summary>The full path of a file that lies in the repository.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HyperFace.Search.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine([folder?.FullName ?? throw new InvalidOperationException("The test program lies outside the repository."), .. parts]);
    }
}
