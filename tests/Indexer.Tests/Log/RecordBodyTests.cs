using HyperFace.Indexer.Log;
using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests.Log;

public sealed class RecordBodyTests
{
    private static readonly LogIdentity Identity = new("g", 4, Salt: 1);

    [Fact]
    public void An_enrolment_comes_back_as_it_was()
    {
        var body = new EnrolBody("Ä 😀 \"quoted\"", 7, new string('f', 64), "file.jpg", 21.5f, new Dictionary<string, string> { ["name"] = "Zoë", ["Name"] = "other" }, "job", 12, 3);

        EnrolBody read = Read(LogRecordKind.Enrol, RecordBody.Encode(body), (in LogFrame frame) => RecordBody.Enrol(frame));

        Assert.Equal(body with { Metadata = null }, read with { Metadata = null });
        Assert.Equal(body.Metadata, read.Metadata);
    }

    [Fact]
    public void What_an_enrolment_leaves_out_takes_no_room() =>
        Assert.Equal("""{"s":"a","k":1,"h":"b"}"""u8.ToArray(), RecordBody.Encode(new EnrolBody("a", 1, "b")));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"s\":null,\"k\":1,\"h\":\"b\"}")]
    [InlineData("{\"s\":\"a\",\"k\":-1,\"h\":\"b\"}")]
    [InlineData("{\"s\":\"a\",\"k\":1}")]
    [InlineData("{\"s\":\"a\",\"k\":1,\"h\":\"b\"")]
    public void A_whole_frame_with_a_senseless_body_is_reported_by_its_number(string body)
    {
        LogDamagedException e = Assert.Throws<LogDamagedException>(() => Read(LogRecordKind.Enrol, System.Text.Encoding.UTF8.GetBytes(body), (in LogFrame frame) => RecordBody.Enrol(frame)));
        Assert.Contains("Record 9", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_too_long_for_a_frame_is_refused_before_it_is_written()
    {
        var body = new RemoveBody("a", 1, [.. Enumerable.Repeat(ulong.MaxValue, 60_000)]);

        Assert.Throws<InvalidRequestException>(() => RecordBody.Encode(body));
    }

    private delegate T Reader<T>(in LogFrame frame);

    private static T Read<T>(LogRecordKind kind, byte[] body, Reader<T> read)
    {
        float[] vector = kind == LogRecordKind.Enrol ? Seeded.Unit(1, 4) : [];
        var bytes = new byte[LogFrame.LengthOf(vector.Length, body.Length)];
        LogFrame.Write(bytes, Identity, kind, 9, 8, 0, vector, body);
        Assert.True(LogFrame.TryRead(bytes, Identity, out LogFrame frame));
        return read(frame);
    }
}
