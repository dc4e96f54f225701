using HyperFace.Synthesis.Random;
using HyperFace.Training.People;
using TorchSharp;
using static TorchSharp.torch;

namespace HyperFace.Training.Learning;

/// <summary>
/// Pictures in the order in which they are learned from: all of them once in each epoch, shuffled anew. What a step gets
/// depends on the seed and its number only.
/// </summary>
internal sealed class Batches(PictureStore pictures, Augmentation augmentation, int size, ulong seed)
{
    private const int Values = 3 * Recipe.Side * Recipe.Side;

    private readonly float[] _planes = new float[size * Values];
    private readonly long[] _persons = new long[size];
    private int[] _order = [];
    private int _epoch = -1;

    /// <summary>Steps of an epoch; pictures that do not fill one wait for another epoch.</summary>
    public int StepsOfEpoch { get; } = pictures.Count / size;

    /// <summary>The pictures of a step, [batch, 3, side, side], and whose they are.</summary>
    public (Tensor Pictures, Tensor Persons) Of(int step)
    {
        int epoch = step / StepsOfEpoch;
        if (epoch != _epoch)
        {
            Shuffle(epoch);
        }

        int first = step % StepsOfEpoch * size;
        Parallel.For(0, size, i =>
        {
            int picture = _order[first + i];
            _persons[i] = pictures.Subject(picture);
            augmentation.Apply(pictures[picture], SplitMix64.Mix(SeedOf(epoch) + (ulong)picture), _planes.AsSpan(i * Values, Values));
        });
        return (torch.tensor(_planes, [size, 3, Recipe.Side, Recipe.Side]), torch.tensor(_persons));
    }

    private ulong SeedOf(int epoch) => SplitMix64.Mix(seed ^ ((ulong)(epoch + 1) << 32));

    private void Shuffle(int epoch)
    {
        var random = new SplitMix64(SeedOf(epoch));
        _order = [.. Enumerable.Range(0, pictures.Count)];
        for (int i = _order.Length - 1; i > 0; i--)
        {
            int j = (int)(random.NextUInt64() % (ulong)(i + 1));
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }

        _epoch = epoch;
    }
}
