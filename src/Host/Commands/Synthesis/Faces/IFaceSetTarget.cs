namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>Where a set goes. Until it is completed nothing stands at its final name; disposing without takes back what was written.</summary>
internal interface IFaceSetTarget : IDisposable
{
    /// <summary>A folder for what must be written before it can be added, on the same disk; null where there is none.</summary>
    string? Beside { get; }

    /// <summary>Adds a file.</summary>
    /// <param name="path">Within the set, with slashes.</param>
    /// <param name="content">What is in it; read to its end, and of a known length.</param>
    void Add(string path, Stream content);

    /// <summary>Puts the set at its final name.</summary>
    /// <exception cref="InputException">Something stands there now; the set is whole, and kept under the name that the message says.</exception>
    void Complete();
}
