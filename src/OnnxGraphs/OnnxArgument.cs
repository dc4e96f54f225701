namespace HyperFace.OnnxGraphs;

/// <summary>An argument of a node: what ONNX calls an attribute. Immutable.</summary>
public sealed class OnnxArgument
{
    private const int FloatType = 1;
    private const int IntType = 2;
    private const int TextType = 3;
    private const int IntsType = 7;

    private OnnxArgument(string name, int type, Action<WireMessage> addValue)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Message = new WireMessage();
        Message.Add(OnnxFields.AttributeName, name);
        addValue(Message);
        Message.Add(OnnxFields.AttributeType, type);
    }

    internal WireMessage Message { get; }

    /// <summary>A whole number.</summary>
    public static OnnxArgument Whole(string name, long value) => new(name, IntType, message => message.Add(OnnxFields.AttributeInt, value));

    /// <summary>A real number.</summary>
    public static OnnxArgument Real(string name, float value) => new(name, FloatType, message => message.Add(OnnxFields.AttributeFloat, value));

    /// <summary>A text.</summary>
    public static OnnxArgument Text(string name, string value) => new(name, TextType, message => message.Add(OnnxFields.AttributeText, value));

    /// <summary>Several whole numbers.</summary>
    public static OnnxArgument Wholes(string name, params long[] values) => new(name, IntsType, message =>
    {
        foreach (long value in values)
        {
            message.Add(OnnxFields.AttributeInts, value);
        }
    });
}
