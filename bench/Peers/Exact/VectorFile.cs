using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace HyperFace.Bench.Peers.Exact;

/// <summary>A file of float32 vectors, one behind the other, mapped: what is read stays in the page cache, for every contender's process.</summary>
internal sealed unsafe class VectorFile : IDisposable
{
    private const int Chunk = 4096;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly float* _first;

    /// <summary>Maps a file.</summary>
    public VectorFile(string path, int dimension)
    {
        Path = path;
        Dimension = dimension;
        Count = (int)(new FileInfo(path).Length / (dimension * sizeof(float)));
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* first = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        _first = (float*)first;
    }

    /// <summary>Draws a vector; called from several threads.</summary>
    public delegate void Drawing(int index, Span<float> vector);

    public string Path { get; }

    public int Dimension { get; }

    public int Count { get; }

    /// <summary>A vector, as it lies in the file.</summary>
    public float* this[int index] => _first + ((long)index * Dimension);

    /// <summary>A vector, as it lies in the file.</summary>
    public ReadOnlySpan<float> Span(int index) => new(this[index], Dimension);

    /// <summary>Writes a file of drawn vectors, unless it stands already, and maps it.</summary>
    public static VectorFile Write(string path, int count, int dimension, Drawing draw)
    {
        if (!File.Exists(path) || new FileInfo(path).Length != (long)count * dimension * sizeof(float))
        {
            using FileStream file = File.Create(path + ".tmp");
            var chunk = new float[Chunk * dimension];
            for (int first = 0; first < count; first += Chunk)
            {
                int length = Math.Min(Chunk, count - first);
                Parallel.For(0, length, i => draw(first + i, chunk.AsSpan(i * dimension, dimension)));
                file.Write(MemoryMarshal.AsBytes(chunk.AsSpan(0, length * dimension)));
            }

            file.Dispose();
            File.Move(path + ".tmp", path, overwrite: true);
        }

        return new VectorFile(path, dimension);
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
