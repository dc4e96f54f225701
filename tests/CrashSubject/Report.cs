using System.Text;

namespace HyperFace.CrashSubject;

/// <summary>
/// Lines on a pipe: <c>try …</c> before a change is submitted, <c>ack …</c> once it is acknowledged. A line is one write,
/// so that a kill leaves whole lines, and it is with the kernel when the call returns.
/// </summary>
internal sealed class Report(Stream stream)
{
    private readonly Lock _writing = new();

    /// <summary>Writes a line.</summary>
    public void Say(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (_writing)
        {
            stream.Write(bytes);
            stream.Flush();
        }
    }
}
