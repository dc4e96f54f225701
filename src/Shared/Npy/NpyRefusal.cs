namespace HyperFace;

/// <summary>Makes the exception that says why an array file is refused.</summary>
internal delegate Exception NpyRefusal(string message, Exception? inner);
