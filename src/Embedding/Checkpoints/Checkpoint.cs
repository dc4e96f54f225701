using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HyperFace.Embedding.Checkpoints;

/// <summary>
/// A file of <c>torch.save</c> (PyTorch 1.6 and later): a zip archive with a pickle stream and one entry for each storage
/// (caffe2/serialize/inline_container.cc, torch/serialization.py). Not thread-safe.
/// </summary>
internal sealed class Checkpoint
{
    private const uint ZipSignature = 0x04034B50;
    private const string Pickle = "data.pkl";
    private const string ByteOrder = "byteorder";
    private const string StorageFolder = "data/";
    private const int HashBlockBytes = 1 << 20;

    private readonly CheckpointBytes _bytes;
    private readonly CheckpointRefusal _refusal;
    private readonly ZipDirectory _directory;
    private readonly Dictionary<string, TensorReference> _tensors;
    private readonly bool _bigEndian;

    private Checkpoint(Stream stream, CheckpointRefusal refusal)
    {
        _refusal = refusal;
        _bytes = new CheckpointBytes(stream, refusal);
        RequireArchive();
        _directory = ZipDirectory.Read(_bytes, refusal);
        _bigEndian = ReadByteOrder();
        _tensors = StateDictionary.Of(PickleMachine.Run(ReadPickle(), refusal), refusal);
    }

    /// <summary>The exceptions about this checkpoint.</summary>
    public CheckpointRefusal Refusal => _refusal;

    /// <summary>Names of all tensors, in the order of the file.</summary>
    public IReadOnlyCollection<string> Names => _tensors.Keys;

    // Protocol 2, then the number 0x1950a86a20f9469cfc6c as ten bytes, least significant first.
    private static ReadOnlySpan<byte> LegacyMagic => [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19];

    /// <summary>Reads all of a checkpoint but its weights.</summary>
    /// <param name="stream">Its bytes; can seek, and stays open as long as weights are read.</param>
    /// <param name="path">What to call it in messages.</param>
    /// <exception cref="InvalidCheckpointException">It is not one that is read.</exception>
    public static Checkpoint Read(Stream stream, string path) => new(stream, new CheckpointRefusal(path));

    /// <summary>Finds a tensor and checks that its elements are there.</summary>
    /// <exception cref="InvalidCheckpointException">They are not.</exception>
    public CheckpointTensor Tensor(string name)
    {
        TensorReference reference = _tensors[name];
        StorageReference storage = reference.Storage;
        int size = StorageReference.BytesOf(storage.Element);
        if (_directory.Find(StorageFolder + storage.Key) is not { } entry)
        {
            throw _refusal.Damaged($"the storage '{storage.Key}' of '{CheckpointRefusal.Shown(name)}' is not in the archive.");
        }

        if (entry.Length % size != 0 || entry.Length / size != storage.Count)
        {
            throw _refusal.Damaged($"the storage '{storage.Key}' of '{CheckpointRefusal.Shown(name)}' is said to have {storage.Count} elements of {size} bytes; it has {entry.Length} bytes.");
        }

        long count = 1;
        for (int i = reference.Shape.Length - 1; i >= 0; i--)
        {
            // Along a dimension of one, or in a tensor without elements, no step is ever taken.
            if (reference.Shape[i] > 1 && reference.Strides[i] != count)
            {
                throw _refusal.Because(InvalidCheckpointReason.UnsupportedTensor, $"'{CheckpointRefusal.Shown(name)}' does not lie in one piece in row-major order. Save it with .contiguous().");
            }

            if (reference.Shape[i] > 0 && count > storage.Count / reference.Shape[i])
            {
                throw Outside(name, storage);
            }

            count *= reference.Shape[i];
        }

        return reference.Offset <= storage.Count - count
            ? new CheckpointTensor(name, reference.Shape, storage.Element, entry.Offset + (reference.Offset * size), _bigEndian)
            : throw Outside(name, storage);
    }

    /// <summary>Reads the elements of a tensor.</summary>
    /// <exception cref="InvalidCheckpointException">One is not finite, or they cannot be read.</exception>
    public float[] Values(CheckpointTensor tensor) => tensor.Read(_bytes, _refusal);

    /// <summary>The SHA-256 of the whole file, 64 hexadecimal digits.</summary>
    /// <exception cref="InvalidCheckpointException">It cannot be read.</exception>
    public string Hash(CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[(int)Math.Min(HashBlockBytes, _bytes.Length)];
        for (long done = 0; done < _bytes.Length; done += block.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<byte> part = block.AsSpan(0, (int)Math.Min(block.Length, _bytes.Length - done));
            _bytes.Read(done, part);
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private InvalidCheckpointException Outside(string name, StorageReference storage) =>
        _refusal.Damaged($"'{CheckpointRefusal.Shown(name)}' reaches beyond the {storage.Count} elements of its storage '{storage.Key}'.");

    private void RequireArchive()
    {
        if (_bytes.Length > CheckpointLimits.FileBytes)
        {
            throw _refusal.TooLarge($"the file has {_bytes.Length} bytes; {CheckpointLimits.FileBytes} are the most that is read.");
        }

        ReadOnlySpan<byte> start = _bytes.Read(0, (int)Math.Min(LegacyMagic.Length, _bytes.Length));
        if (start.SequenceEqual(LegacyMagic))
        {
            throw _refusal.Because(InvalidCheckpointReason.LegacyFormat, "this is a checkpoint in the format of PyTorch before 1.6. If you trust it, save it again in PyTorch: torch.save(torch.load(path, map_location='cpu'), path).");
        }

        if (start.Length < sizeof(uint) || BinaryPrimitives.ReadUInt32LittleEndian(start) != ZipSignature)
        {
            throw _refusal.Because(InvalidCheckpointReason.NotACheckpoint, "the file does not begin as a checkpoint of torch.save does, which is a zip archive.");
        }
    }

    private bool ReadByteOrder()
    {
        if (_directory.Find(ByteOrder) is not { } entry)
        {
            return false;
        }

        // One byte more than the longer of the two words, so that what goes on behind it is seen.
        string word = Encoding.ASCII.GetString(_bytes.Read(entry.Offset, (int)Math.Min(entry.Length, "little\n".Length + 1))).Trim();
        return word switch
        {
            "little" => false,
            "big" => true,
            _ => throw _refusal.Damaged($"the byte order is '{CheckpointRefusal.Shown(word)}'; it must be little or big."),
        };
    }

    private byte[] ReadPickle()
    {
        if (_directory.Find(Pickle) is not { } entry)
        {
            throw _refusal.Because(InvalidCheckpointReason.NotACheckpoint, $"the archive has no {Pickle}, which torch.save writes.");
        }

        return entry.Length <= CheckpointLimits.PickleBytes
            ? _bytes.Read(entry.Offset, (int)entry.Length)
            : throw _refusal.TooLarge($"{Pickle} has {entry.Length} bytes; {CheckpointLimits.PickleBytes} are the most that is read.");
    }
}
