using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace HyperFace.Embedding.Tests.Images;

/// <summary>Each format with each orientation in each byte order.</summary>
internal sealed class CombinatorialOrientationsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) => new(
    [
        .. from format in new[] { "jpeg", "png", "webp" }
           from orientation in Enumerable.Range(1, 8)
           from littleEndian in new[] { true, false }
           select new TheoryDataRow<string, int, bool>(format, orientation, littleEndian),
    ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
