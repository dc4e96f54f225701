namespace HyperFace.Host.Commands;

/// <summary>What the program tells the shell. Part of its interface: scripts depend on these numbers.</summary>
internal enum ExitCode
{
    /// <summary>Done; for a search or comparison: a match.</summary>
    Ok = 0,

    /// <summary>Done, and the answer is no: nobody matches, rows of an enrolment were rejected, or a model check found something.</summary>
    Negative = 1,

    /// <summary>The command line or the configuration is wrong; nothing was done.</summary>
    Usage = 2,

    /// <summary>What was named is not there or is refused: a gallery, a subject, a file, an image, a model, a checkpoint.</summary>
    BadInput = 3,

    /// <summary>Another process has the gallery, or the address, in use.</summary>
    InUse = 4,

    /// <summary>The disk refused, a log is damaged, or a rebuild failed its audit.</summary>
    Storage = 5,

    /// <summary>A fault of this program.</summary>
    Fault = 70,

    /// <summary>Stopped by Ctrl-C or a request to terminate; what was acknowledged stays.</summary>
    Cancelled = 130,
}
