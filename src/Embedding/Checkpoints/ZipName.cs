using System.Text;

namespace HyperFace.Embedding.Checkpoints;

/// <summary>Names of entries: nothing is ever unpacked, and still only names that PyTorch writes are taken.</summary>
internal static class ZipName
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The folder and the name below it.</summary>
    /// <exception cref="InvalidCheckpointException">The name is not one.</exception>
    public static (string Folder, string Name) Split(ReadOnlySpan<byte> bytes, CheckpointRefusal refusal)
    {
        string name;
        try
        {
            name = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw refusal.Because(InvalidCheckpointReason.UnsafeName, "the name of an entry of the archive is not valid UTF-8.", exception);
        }

        string[] parts = name.Split('/');
        if (parts.Any(part => part is "" or "." or "..") || name.AsSpan().IndexOfAny('\\', ':') >= 0 || name.Any(char.IsControl))
        {
            throw refusal.Because(InvalidCheckpointReason.UnsafeName, $"the archive has an entry of the unsafe name '{CheckpointRefusal.Shown(name)}'.");
        }

        return parts.Length >= 2
            ? (parts[0], name[(parts[0].Length + 1)..])
            : throw refusal.Because(InvalidCheckpointReason.NotACheckpoint, $"the entry '{CheckpointRefusal.Shown(name)}' lies in no folder; torch.save puts all into one.");
    }
}
