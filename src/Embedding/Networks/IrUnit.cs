namespace HyperFace.Embedding.Networks;

/// <summary>A residual unit of an IR network.</summary>
/// <param name="Index">Its place in the body, from 0.</param>
/// <param name="Inputs">Channels that it takes.</param>
/// <param name="Width">Channels that it gives.</param>
/// <param name="Stride">2 when it halves the picture, else 1.</param>
internal readonly record struct IrUnit(int Index, int Inputs, int Width, int Stride)
{
    /// <summary>Whether its shortcut is a convolution; else it takes every <see cref="Stride"/>-th pixel.</summary>
    public bool ShortcutIsConvolution => Inputs != Width;

    /// <summary>What the names of its residual branch begin with.</summary>
    public string Residual => $"body.{Index}.res_layer";

    /// <summary>What the names of its shortcut begin with.</summary>
    public string Shortcut => $"body.{Index}.shortcut_layer";
}
