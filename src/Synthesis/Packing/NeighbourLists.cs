using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HyperFace.Synthesis.Packing;

/// <summary>
/// For each of some rows the points that are most similar to it. What a list holds in the end depends on what was offered and not on
/// the order: ties go to the lower number. A row is one thread's at a time; floors may be read by others and are then at most too low.
/// </summary>
internal sealed unsafe class NeighbourLists : IDisposable
{
    private readonly int* _numbers;
    private readonly float* _similarities;
    private readonly float* _floors;
    private readonly int* _counts;
    private bool _isFreed;

    /// <summary>Makes empty lists.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="length">What each holds, at most.</param>
    public NeighbourLists(int rows, int length)
    {
        Rows = rows;
        Length = length;
        int padded = (rows + PointSet.TileRows - 1) / PointSet.TileRows * PointSet.TileRows;
        _numbers = (int*)NativeMemory.AlignedAlloc((nuint)rows * (nuint)length * sizeof(int), 64);
        _similarities = (float*)NativeMemory.AlignedAlloc((nuint)rows * (nuint)length * sizeof(float), 64);
        _floors = (float*)NativeMemory.AlignedAlloc((nuint)padded * sizeof(float), 64);
        _counts = (int*)NativeMemory.AlignedAlloc((nuint)padded * sizeof(int), 64);
        for (int row = 0; row < padded; row++)
        {
            Clear(row, row < rows ? float.NegativeInfinity : float.PositiveInfinity);
        }
    }

    ~NeighbourLists() => Free();

    public int Rows { get; }

    public int Length { get; }

    /// <summary>What a similarity must exceed to get into each row's list; of the rows that fill up the last tile, what nothing exceeds.</summary>
    public float* Floors => _floors;

    /// <summary>A row's neighbours.</summary>
    public ReadOnlySpan<int> this[int row] => new(Numbers(row), _counts[row]);

    /// <summary>A row's neighbours, unchecked.</summary>
    public int* Numbers(int row) => _numbers + ((long)row * Length);

    public int Count(int row) => _counts[row];

    /// <summary>Empties a list, which takes from now on only what is more similar than <paramref name="floor"/>.</summary>
    public void Clear(int row, float floor)
    {
        _counts[row] = 0;
        _floors[row] = floor;
    }

    /// <summary>Offers a neighbour: the list takes it if it has room or holds a worse one.</summary>
    public void Offer(int row, int number, float similarity)
    {
        Debug.Assert(row < Rows);
        int* numbers = Numbers(row);
        float* similarities = Similarities(row);
        int count = _counts[row];
        if (count < Length)
        {
            _counts[row] = count + 1;
            Rise(numbers, similarities, count, number, similarity);
        }
        else if (IsWorse(similarities[0], numbers[0], similarity, number))
        {
            Sink(numbers, similarities, count, number, similarity);
        }
        else
        {
            return;
        }

        if (_counts[row] == Length)
        {
            // Just below the worst: of equals the lower number wins, so what equals it must still be offered.
            _floors[row] = Math.Max(_floors[row], MathF.BitDecrement(similarities[0]));
        }
    }

    /// <summary>The similarity of a row's nearest neighbour, as it was offered; −1 for an empty list.</summary>
    public float Best(int row)
    {
        ReadOnlySpan<float> similarities = new(Similarities(row), _counts[row]);
        float best = -1;
        foreach (float similarity in similarities)
        {
            best = Math.Max(best, similarity);
        }

        return best;
    }

    /// <summary>Brings a list into the order of numbers, in which it is the same however it was filled, and memory is read forwards.</summary>
    public void Sort(int row) => new Span<int>(Numbers(row), _counts[row]).Sort(new Span<float>(Similarities(row), _counts[row]));

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static bool IsWorse(float similarity, int number, float thanSimilarity, int thanNumber) =>
        similarity < thanSimilarity || (similarity == thanSimilarity && number > thanNumber);

    // A heap whose root is the worst.
    private static void Rise(int* numbers, float* similarities, int place, int number, float similarity)
    {
        while (place > 0)
        {
            int parent = (place - 1) / 2;
            if (!IsWorse(similarity, number, similarities[parent], numbers[parent]))
            {
                break;
            }

            (numbers[place], similarities[place]) = (numbers[parent], similarities[parent]);
            place = parent;
        }

        (numbers[place], similarities[place]) = (number, similarity);
    }

    private static void Sink(int* numbers, float* similarities, int count, int number, float similarity)
    {
        int place = 0;
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= count)
            {
                break;
            }

            if (child + 1 < count && IsWorse(similarities[child + 1], numbers[child + 1], similarities[child], numbers[child]))
            {
                child++;
            }

            if (!IsWorse(similarities[child], numbers[child], similarity, number))
            {
                break;
            }

            (numbers[place], similarities[place]) = (numbers[child], similarities[child]);
            place = child;
        }

        (numbers[place], similarities[place]) = (number, similarity);
    }

    private float* Similarities(int row) => _similarities + ((long)row * Length);

    private void Free()
    {
        if (!_isFreed)
        {
            _isFreed = true;
            NativeMemory.AlignedFree(_numbers);
            NativeMemory.AlignedFree(_similarities);
            NativeMemory.AlignedFree(_floors);
            NativeMemory.AlignedFree(_counts);
        }
    }
}
