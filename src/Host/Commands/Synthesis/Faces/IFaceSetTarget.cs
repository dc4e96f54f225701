namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>Where a set goes. Until it is completed nothing stands at its final name; disposing without takes back what was written.</summary>
internal interface IFaceSetTarget : IDisposable
{
    /// <summary>Adds a file.</summary>
    /// <param name="path">Within the set, with slashes.</param>
    /// <param name="content">What is in it; read to its end, and of a known length.</param>
    void Add(string path, Stream content);

    /// <summary>Puts the set at its final name.</summary>
    void Complete();
}
