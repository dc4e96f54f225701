using HyperFace.Search.Graph;
using HyperFace.Search.Kernels;
using HyperFace.Search.Searching;
using HyperFace.Search.Vectors;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>Tells how one template stands to a probe: what each of its codes says, and what its vector says in the end.</summary>
    /// <param name="probe">The probe: <see cref="Dimension"/> floats of any length but zero.</param>
    /// <param name="id">The template.</param>
    /// <returns>Null when there is no such template, or it was removed.</returns>
    /// <exception cref="InvalidTemplateException">The probe is no vector to search for.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public TemplateExplanation? Explain(ReadOnlySpan<float> probe, TemplateId id)
    {
        UnitLength.Measure(probe, Dimension);
        int turn = Enter();
        try
        {
            lock (_changing)
            {
                return _directory.TryFind(id.Value, out int slot) ? Explain(probe, slot) : null;
            }
        }
        finally
        {
            Leave(turn);
        }
    }

    private unsafe TemplateExplanation Explain(ReadOnlySpan<float> probe, int slot)
    {
        SearchScratch scratch = TakeScratch(probe, default, began: 0);
        float similarity = Math.Clamp(DotProduct.Of(scratch.Probe, _vectors.Vector(slot), _vectors.Stride), -1, 1);
        (CodeReading? peaks, CodeReading? signs, CodeReading? pairs, CodeReading? bytes) = (null, null, null, null);
        if (scratch.Sweep is { } sweep)
        {
            Begin(scratch, scratch.Budget, default);
            (peaks, signs, pairs, bytes) = (sweep.ReadPeaks(slot), sweep.ReadSigns(slot), sweep.ReadPairs(slot), sweep.ReadBytes(slot));
        }

        _scratches.Return(scratch);
        return new TemplateExplanation(
            new TemplateId(_vectors.Template(slot)),
            new SubjectKey(_vectors.Subject(slot)),
            similarity,
            slot < _graph.LinkedSlots && _graph.Links.Level(slot) != LinkStore.Unlinked,
            peaks,
            signs,
            pairs,
            bytes);
    }
}
