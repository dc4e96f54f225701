using System.Text;

namespace HyperFace.Search.Tests;

public sealed class Crc32CTests
{
    [Fact]
    public void Known_answers_are_given()
    {
        // The check value of the Castagnoli polynomial, and the examples of RFC 3720, B.4.
        Assert.Equal(0xE3069283u, Crc32C.Of(Encoding.ASCII.GetBytes("123456789")));
        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Crc32C.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0u, Crc32C.Of([]));
    }

    [Fact]
    public void Parts_give_what_the_whole_gives()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100).Select(i => (byte)(i * 37))];
        Assert.All(Enumerable.Range(0, 101), cut => Assert.Equal(Crc32C.Of(bytes), Crc32C.Append(Crc32C.Of(bytes.AsSpan(0, cut)), bytes.AsSpan(cut))));
    }
}
