namespace HyperFace.Bench.ImageLibraries;

/// <summary>What became of one file.</summary>
/// <param name="Outcome"><c>image</c>, <c>refused</c>, <c>hung</c>, or <c>crashed</c> with the exit code.</param>
/// <param name="Milliseconds">Wall time of one decoding, median.</param>
/// <param name="ProcessorMilliseconds">Processor time of one decoding, mean.</param>
/// <param name="PeakMebibytes">Memory above what the process held before.</param>
/// <param name="Detail">The refusal, or the size of the result.</param>
internal sealed record DecodingResult(string Outcome, double Milliseconds, double ProcessorMilliseconds, double PeakMebibytes, string Detail);
