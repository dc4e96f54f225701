namespace HyperFace.Embedding.Detection;

/// <summary>Where an answer stands: which group of outputs, which row of them, and which cell of the picture that is.</summary>
/// <param name="Level">The stride's place among the strides.</param>
/// <param name="Index">The answer's row in the outputs.</param>
/// <param name="Column">The cell's column.</param>
/// <param name="Row">The cell's row.</param>
/// <param name="Stride">Pixels from one cell to the next.</param>
internal readonly record struct DetectorCell(int Level, int Index, int Column, int Row, int Stride);
