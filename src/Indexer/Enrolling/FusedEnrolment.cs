using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using HyperFace.Embedding;

namespace HyperFace.Indexer.Enrolling;

/// <summary>Makes one enrolment of several of a subject.</summary>
internal static class FusedEnrolment
{
    /// <summary>Images that a template may be fused of: more are no better, and all of them wait for the last.</summary>
    public const int MaxImages = 4096;

    private static readonly ModelFingerprint NotNamed = ModelFingerprint.Named("a model that nobody named");

    /// <summary>See <see cref="TemplateEnrolment.Fuse"/>.</summary>
    public static TemplateEnrolment Of(IReadOnlyList<TemplateEnrolment> enrolments)
    {
        Require(enrolments);
        TemplateEnrolment[] distinct = [.. enrolments.DistinctBy(HashOf)];
        TemplateEnrolment first = distinct[0];
        Dictionary<string, string>? metadata = MergedMetadata(enrolments);
        if (distinct.Length == 1)
        {
            return first with { Metadata = metadata };
        }

        FaceTemplate fused = Fused([.. distinct.Select(TemplateOf)]);
        return first with
        {
            Vector = fused.Vector,
            Norm = fused.Norm,
            ContentHash = HashOfSet(distinct.Select(HashOf)),
            Source = first.Source is null ? null : $"{first.Source} and {distinct.Length - 1} more",
            Metadata = metadata,
            Images = distinct.Length,
        };
    }

    /// <summary>What tells one set of contents from another: that of its only member, or the SHA-256 of their hashes in order, a line each.</summary>
    public static string HashOfSet(IEnumerable<string> hashes)
    {
        string[] ordered = [.. hashes.Distinct().Order(StringComparer.Ordinal)];
        return ordered.Length == 1 ? ordered[0] : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(ordered.Select(hash => hash + "\n")))));
    }

    private static void Require(IReadOnlyList<TemplateEnrolment> enrolments)
    {
        if (enrolments.Count is 0 or > MaxImages)
        {
            throw new ArgumentException($"There are {enrolments.Count} enrolments to fuse; 1 to {MaxImages} are needed.", nameof(enrolments));
        }

        if (enrolments.Any(enrolment => enrolment.SubjectId != enrolments[0].SubjectId || enrolment.Fingerprint != enrolments[0].Fingerprint))
        {
            throw new ArgumentException("Enrolments of several subjects or models cannot be fused.", nameof(enrolments));
        }

        if (enrolments.FirstOrDefault(enrolment => enrolment.Vector.Length != enrolments[0].Vector.Length) is { } other)
        {
            throw new EnrolmentRejectedException(RejectionReason.WrongDimension, $"An embedding of {other.Vector.Length} values cannot be fused with one of {enrolments[0].Vector.Length}.");
        }
    }

    private static FaceTemplate Fused(FaceTemplate[] templates)
    {
        try
        {
            return FaceTemplate.Fuse(templates);
        }
        catch (ArgumentException exception)
        {
            throw new EnrolmentRejectedException(RejectionReason.ZeroVector, $"The {templates.Length} images cannot be fused: their features have no common direction.", exception);
        }
    }

    private static FaceTemplate TemplateOf(TemplateEnrolment enrolment)
    {
        EnrolmentRules.RequireNorm(enrolment.Norm);
        ReadOnlySpan<float> vector = enrolment.Vector.Span;
        float[] unit = UnitVector.From(vector, vector.Length);
        float norm = enrolment.Norm ?? (float)Math.Sqrt(vector.ToArray().Sum(value => (double)value * value));
        return new FaceTemplate(unit, norm, enrolment.Fingerprint ?? NotNamed);
    }

    private static string HashOf(TemplateEnrolment enrolment) =>
        EnrolmentRules.ContentHash(enrolment.ContentHash) ?? TemplateEnrolment.ContentHashOf(MemoryMarshal.AsBytes(enrolment.Vector.Span));

    private static Dictionary<string, string>? MergedMetadata(IReadOnlyList<TemplateEnrolment> enrolments)
    {
        Dictionary<string, string>? merged = null;
        foreach ((string name, string value) in enrolments.SelectMany(enrolment => enrolment.Metadata ?? new Dictionary<string, string>()))
        {
            (merged ??= [])[name] = value;
        }

        return merged;
    }
}
