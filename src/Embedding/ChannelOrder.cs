namespace HyperFace.Embedding;

/// <summary>In which order a model wants the three colour planes.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red: OpenCV's order, which many published face models were trained on.</summary>
    Bgr,
}
