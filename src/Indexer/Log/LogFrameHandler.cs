namespace HyperFace.Indexer.Log;

/// <summary>Receives one frame of a log; the frame is a view that is gone when the call returns.</summary>
internal delegate void LogFrameHandler(in LogFrame frame);
