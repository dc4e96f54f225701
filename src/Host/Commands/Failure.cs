using System.Net.Sockets;
using HyperFace.Embedding;
using HyperFace.Indexer;
using HyperFace.Synthesis;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Commands;

/// <summary>Why a command did not do what it should: for the shell, for a script, for a person.</summary>
/// <param name="ExitCode">The process's exit code.</param>
/// <param name="Code">The reason's stable name, the same as in the HTTP API.</param>
/// <param name="Message">What was wrong, where, and what to do.</param>
internal sealed record Failure(ExitCode ExitCode, string Code, string Message)
{
    /// <summary>Names an exception; null when it is none that a user can bring about.</summary>
    public static Failure? From(Exception exception) => exception switch
    {
        UsageException e => new(ExitCode.Usage, "usage", e.Message),
        InputException e => new(ExitCode.BadInput, "input", e.Message),
        OptionsValidationException e => new(ExitCode.Usage, "configuration", string.Join(" ", e.Failures)),
        AggregateException e when e.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            new(ExitCode.Usage, "configuration", string.Join(" ", e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures))),
        GalleryException e => new(ExitCodeOf(e.Code), e.Code, e.Message),
        InvalidImageException e => new(ExitCode.BadInput, "invalidImage", e.Message),
        InvalidCheckpointException e => new(ExitCode.BadInput, "checkpoint", e.Message),
        FaceRefusedException e => new(ExitCode.BadInput, "faceRefused", e.Message),
        ModelException e => new(ExitCode.BadInput, "model", e.Message),
        ExecutionProviderException e => new(ExitCode.BadInput, "executionProvider", e.Message),
        DecodingUnavailableException e => new(ExitCode.BadInput, "busy", e.Message),
        InvalidPointsException e => new(ExitCode.BadInput, "points", e.Message),
        PackingCheckpointException e => new(ExitCode.BadInput, "checkpoint", e.Message),
        AddressInUseException e => new(ExitCode.InUse, "addressInUse", e.Message),
        IOException { InnerException: AddressInUseException } e => new(ExitCode.InUse, "addressInUse", $"{e.Message} Choose another with --urls."),
        InvalidOperationException e when e.Message.StartsWith("Failed to convert configuration value", StringComparison.Ordinal) => new(ExitCode.Usage, "configuration", e.Message),
        InvalidOperationException e when e.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) =>
            new(ExitCode.Usage, "configuration", "An https address needs a certificate: name one in the settings Kestrel:Certificates:Default:Path and Kestrel:Certificates:Default:Password."),
        SocketException e => new(ExitCode.BadInput, "address", $"The address cannot be listened on: {e.Message}."),
        IOException or UnauthorizedAccessException => new(ExitCode.Storage, "storage", exception.Message),
        OutOfMemoryException => new(ExitCode.BadInput, "memory", "There is not enough memory for what was asked. Ask for less."),
        OperationCanceledException => new(ExitCode.Cancelled, "cancelled", "Stopped on request."),
        _ => null,
    };

    /// <summary>The exit code for a reason as jobs and galleries name it.</summary>
    public static ExitCode ExitCodeOf(string? code) => code switch
    {
        "galleryInUse" => ExitCode.InUse,
        "storage" or "logDamaged" or "rebuild" => ExitCode.Storage,
        "invalidRequest" => ExitCode.Usage,
        "unexpected" => ExitCode.Fault,
        _ => ExitCode.BadInput,
    };
}
