using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HyperFace.Indexer.Log;

/// <summary>Between a frame's bytes and what its record says.</summary>
internal static class RecordBody
{
    /// <summary>An enrolment's body as bytes.</summary>
    /// <exception cref="InvalidRequestException">It is longer than a frame may hold.</exception>
    public static byte[] Encode(EnrolBody body) => RequireFits(JsonSerializer.SerializeToUtf8Bytes(body, LogJson.Default.EnrolBody));

    /// <summary>The body of a change of metadata as bytes.</summary>
    /// <exception cref="InvalidRequestException">It is longer than a frame may hold.</exception>
    public static byte[] Encode(UpdateSubjectBody body) => RequireFits(JsonSerializer.SerializeToUtf8Bytes(body, LogJson.Default.UpdateSubjectBody));

    /// <summary>A removal's body as bytes.</summary>
    /// <exception cref="InvalidRequestException">It is longer than a frame may hold.</exception>
    public static byte[] Encode(RemoveBody body) => RequireFits(JsonSerializer.SerializeToUtf8Bytes(body, LogJson.Default.RemoveBody));

    /// <summary>The body of an enrolment.</summary>
    /// <exception cref="LogDamagedException">The frame is whole, and yet its body is none: it was not this program that wrote it.</exception>
    public static EnrolBody Enrol(in LogFrame frame) => Decode(frame, LogJson.Default.EnrolBody);

    /// <summary>The body of a change of metadata.</summary>
    /// <exception cref="LogDamagedException">See <see cref="Enrol"/>.</exception>
    public static UpdateSubjectBody UpdateSubject(in LogFrame frame) => Decode(frame, LogJson.Default.UpdateSubjectBody);

    /// <summary>The body of a removal.</summary>
    /// <exception cref="LogDamagedException">See <see cref="Enrol"/>.</exception>
    public static RemoveBody Remove(in LogFrame frame) => Decode(frame, LogJson.Default.RemoveBody);

    private static byte[] RequireFits(byte[] body) => body.Length <= LogFrame.MaxBodyBytes
        ? body
        : throw new InvalidRequestException($"The record would have a body of {body.Length} bytes; at most {LogFrame.MaxBodyBytes} can be written.");

    private static T Decode<T>(in LogFrame frame, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(frame.Body, type) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException e)
        {
            throw new LogDamagedException($"Record {frame.Lsn} ({frame.Kind}) of the log is whole but cannot be understood: {e.Message}", e);
        }
    }
}
