using Google.Protobuf;

namespace HyperFace.Embedding.Tests.Networks;

/// <summary>Counts the nodes of an ONNX file by their operators (onnx.proto: model 7 graph, graph 1 node, node 4 operator).</summary>
internal static class GraphNodes
{
    public static Dictionary<string, int> Count(byte[] onnx)
    {
        byte[] graph = Fields(onnx, 7).Single();
        return Fields(graph, 1).Select(node => System.Text.Encoding.UTF8.GetString(Fields(node, 4).Single())).CountBy(name => name).ToDictionary();
    }

    private static List<byte[]> Fields(byte[] message, int field)
    {
        var found = new List<byte[]>();
        var input = new CodedInputStream(message);
        for (uint tag; (tag = input.ReadTag()) != 0;)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found.Add(input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }
}
