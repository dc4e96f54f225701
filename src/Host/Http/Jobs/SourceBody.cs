using System.Text.Json.Serialization;

namespace HyperFace.Host.Http.Jobs;

/// <summary>Where a bulk enrolment takes its faces from: exactly one of folder, csv, npy and jsonl. Paths are relative to the server's import root and stay inside it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SourceBody
{
    /// <summary>A folder with one folder per subject, named by its id, holding the images.</summary>
    public string? Folder { get; init; }

    /// <summary>A CSV file with a header: columns subjectId and path; any others become metadata.</summary>
    public string? Csv { get; init; }

    /// <summary>With csv: the folder that its paths are relative to; left out, the CSV file's own.</summary>
    public string? Root { get; init; }

    /// <summary>Ready-made embeddings: a NumPy file, shape [n, dimension], float32 or float16.</summary>
    public string? Npy { get; init; }

    /// <summary>With npy: a text file with n subject ids, one per line.</summary>
    public string? Ids { get; init; }

    /// <summary>Ready-made embeddings as JSON Lines, with subjectId, embedding and metadata.</summary>
    public string? Jsonl { get; init; }
}
