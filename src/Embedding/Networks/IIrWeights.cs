namespace HyperFace.Embedding.Networks;

/// <summary>Where the weights of an IR network come from. They are asked for one tensor at a time, and may be asked for again.</summary>
internal interface IIrWeights
{
    /// <summary>The elements of a tensor, in row-major order, in an array that is the caller's.</summary>
    /// <param name="name">Its name in the network.</param>
    float[] Read(string name);
}
