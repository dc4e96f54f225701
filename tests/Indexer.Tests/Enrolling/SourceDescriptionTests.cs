using HyperFace.Embedding;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer.Tests.Enrolling;

public sealed class SourceDescriptionTests
{
    [Fact]
    public void Every_source_is_described_and_made_again_from_its_description()
    {
        ModelFingerprint fingerprint = ModelFingerprint.Named("x");
        foreach (EnrolmentSource source in new[]
        {
            EnrolmentSource.Folder("people"),
            EnrolmentSource.Csv("list.csv"),
            EnrolmentSource.Csv("list.csv", "root"),
            EnrolmentSource.Npy("a.npy", "ids.txt"),
            EnrolmentSource.Npy("a.npy", "ids.txt", fingerprint),
            EnrolmentSource.JsonLines("a.jsonl"),
            EnrolmentSource.JsonLines("a.jsonl", fingerprint),
        })
        {
            Assert.Equal(source, source.Describe().ToSource());
        }
    }

    [Fact]
    public void An_unknown_kind_is_refused_by_name() =>
        Assert.Contains("tarball", Assert.Throws<ImportException>(() => new SourceDescription("tarball", "x", null, null).ToSource()).Message, StringComparison.Ordinal);
}
