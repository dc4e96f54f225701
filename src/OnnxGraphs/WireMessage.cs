using Google.Protobuf;

namespace HyperFace.OnnxGraphs;

/// <summary>
/// One protobuf message, field after field in the order in which they are added. Large payloads and nested messages
/// are kept by reference and copied only once, into the stream at the end, or made only then: a face model has 170 MB
/// of weights.
/// </summary>
internal sealed class WireMessage
{
    private readonly List<Piece> _pieces = [];

    /// <summary>Bytes of the message.</summary>
    public long Length { get; private set; }

    public void Add(int field, long value)
    {
        int size = CodedOutputStream.ComputeInt64Size(value);
        AddField(field, WireFormat.WireType.Varint, size, output => output.WriteInt64(value));
    }

    public void Add(int field, float value) =>
        AddField(field, WireFormat.WireType.Fixed32, sizeof(float), output => output.WriteFloat(value));

    public void Add(int field, string value)
    {
        int size = CodedOutputStream.ComputeStringSize(value);
        AddField(field, WireFormat.WireType.LengthDelimited, size, output => output.WriteString(value));
    }

    public void Add(int field, ReadOnlyMemory<byte> value)
    {
        AddLength(field, value.Length);
        AddPiece(new Piece(value, null, value.Length));
    }

    /// <summary>Adds a field of a known length whose bytes are written only when the message is.</summary>
    public void Add(int field, int length, Action<Stream> write)
    {
        AddLength(field, length);
        AddPiece(new Piece(default, write, length));
    }

    public void Add(int field, WireMessage value)
    {
        AddLength(field, checked((int)value.Length));
        value._pieces.ForEach(AddPiece);
    }

    public void WriteTo(Stream stream)
    {
        foreach (Piece piece in _pieces)
        {
            if (piece.Write is { } write)
            {
                write(stream);
            }
            else
            {
                stream.Write(piece.Bytes.Span);
            }
        }
    }

    private void AddLength(int field, int length)
    {
        int size = CodedOutputStream.ComputeLengthSize(length);
        AddField(field, WireFormat.WireType.LengthDelimited, size, output => output.WriteLength(length));
    }

    private void AddField(int field, WireFormat.WireType type, int valueSize, Action<CodedOutputStream> writeValue)
    {
        var bytes = new byte[CodedOutputStream.ComputeTagSize(field) + valueSize];
        var output = new CodedOutputStream(bytes);
        output.WriteTag(field, type);
        writeValue(output);
        output.CheckNoSpaceLeft();
        AddPiece(new Piece(bytes, null, bytes.Length));
    }

    private void AddPiece(Piece piece)
    {
        _pieces.Add(piece);
        Length += piece.Length;
    }

    /// <summary>Bytes that are there, or what writes them.</summary>
    private readonly record struct Piece(ReadOnlyMemory<byte> Bytes, Action<Stream>? Write, int Length);
}
