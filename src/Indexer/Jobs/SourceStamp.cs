using System.Security.Cryptography;
using System.Text;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer.Jobs;

/// <summary>
/// Tells whether a source is still what it was: a resumed job skips the rows that are done by their number, which must
/// mean the same rows. A file counts by length and time of change, a folder by the names in it.
/// </summary>
internal static class SourceStamp
{
    /// <summary>The stamp of a source as it stands now; 64 hexadecimal digits.</summary>
    public static string Of(SourceDescription source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (Directory.Exists(source.Path))
        {
            foreach (EnrolmentRow row in source.ToSource().Rows(0))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(row.Label + "\n"));
            }
        }
        else
        {
            foreach (string path in new[] { source.Path, source.Second }.OfType<string>().Where(File.Exists))
            {
                var file = new FileInfo(path);
                hash.AppendData(Encoding.UTF8.GetBytes($"{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n"));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
