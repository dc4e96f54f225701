namespace HyperFace.Host.Hosting;

/// <summary>The face model that comes with the program.</summary>
internal static class ShippedModel
{
    /// <summary>Its manifest, or null when this copy of the program has none.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        string path = System.IO.Path.Combine(AppContext.BaseDirectory, "models", "hyperface-demo.json");
        return File.Exists(path) ? path : null;
    }
}
