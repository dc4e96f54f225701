using CsCheck;
using HyperFace.Indexer.Log;
using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests.Log;

public sealed class LogFrameTests
{
    private static readonly LogIdentity Identity = new("g", 8, Salt: 0x1234_5678);

    [Fact]
    public void Every_record_that_is_written_is_read_back() =>
        Gen.Select(Gen.Enum<LogRecordKind>(), Gen.ULong, Gen.ULong, Gen.Long, Gen.Byte.Array[0, 300], Gen.Int).Sample((kind, lsn, durable, time, body, seed) =>
        {
            float[] vector = kind == LogRecordKind.Enrol ? Seeded.Unit(seed, 8) : [];
            byte[] bytes = Frame(Identity, kind, lsn, durable, time, vector, body);

            Assert.Equal(0, bytes.Length % LogFrame.Alignment);
            Assert.True(LogFrame.TryRead(bytes, Identity, out LogFrame frame));
            Assert.Equal(kind, frame.Kind);
            Assert.Equal((lsn, durable, time, bytes.Length), (frame.Lsn, frame.DurableLsn, frame.UnixMilliseconds, frame.Length));
            Assert.Equal(vector, frame.Vector.ToArray());
            Assert.Equal(body, frame.Body.ToArray());
        });

    [Fact]
    public void Vectors_lie_at_a_multiple_of_64_bytes() => Assert.Equal(0, LogFrame.HeaderBytes % LogFrame.Alignment);

    [Fact]
    public void Every_flipped_bit_is_found()
    {
        byte[] bytes = Frame(Identity, LogRecordKind.Enrol, 7, 6, 5, Seeded.Unit(1, 8), "a body"u8);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(LogFrame.TryRead(bytes, Identity, out _), $"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.True(LogFrame.TryRead(bytes, Identity, out _));
    }

    [Fact]
    public void Every_truncation_is_found()
    {
        byte[] bytes = Frame(Identity, LogRecordKind.Enrol, 7, 6, 5, Seeded.Unit(1, 8), "a body"u8);
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.False(LogFrame.TryRead(bytes.AsSpan(0, length), Identity, out _), $"{length} bytes");
        }
    }

    [Fact]
    public void Zeros_and_noise_are_no_frames()
    {
        Assert.False(LogFrame.TryRead(new byte[4096], Identity, out _));
        Gen.Byte.Array[64, 512].Sample(noise => !LogFrame.TryRead(noise, Identity, out _));
    }

    [Fact]
    public void A_frame_of_another_log_is_not_taken_for_one_of_this()
    {
        byte[] bytes = Frame(Identity, LogRecordKind.Remove, 7, 6, 5, [], "{}"u8);

        Assert.False(LogFrame.TryRead(bytes, Identity with { Salt = 1 }, out _));
    }

    [Fact]
    public void A_vector_of_another_length_than_the_log_holds_is_refused_on_both_sides()
    {
        Assert.Throws<ArgumentException>(() => Frame(Identity, LogRecordKind.Enrol, 1, 0, 0, new float[7], []));
        Assert.Throws<ArgumentException>(() => Frame(Identity, LogRecordKind.Remove, 1, 0, 0, new float[8], []));
        byte[] bytes = Frame(Identity, LogRecordKind.Enrol, 1, 0, 0, Seeded.Unit(1, 8), []);
        Assert.False(LogFrame.TryRead(bytes, Identity with { Dimension = 9 }, out _));
    }

    [Fact]
    public void A_body_that_could_not_be_read_back_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => Frame(Identity, LogRecordKind.Remove, 1, 0, 0, [], new byte[LogFrame.MaxBodyBytes + 1]));
        byte[] longest = Frame(Identity, LogRecordKind.Remove, 1, 0, 0, [], new byte[LogFrame.MaxBodyBytes]);
        Assert.True(LogFrame.TryRead(longest, Identity, out _));
    }

    private static byte[] Frame(LogIdentity log, LogRecordKind kind, ulong lsn, ulong durable, long time, ReadOnlySpan<float> vector, ReadOnlySpan<byte> body)
    {
        var bytes = new byte[LogFrame.LengthOf(vector.Length, body.Length)];
        LogFrame.Write(bytes, log, kind, lsn, durable, time, vector, body);
        return bytes;
    }
}
