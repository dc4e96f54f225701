namespace HyperFace.Embedding.Images;

/// <summary>A part of a picture, in pixels; its edges may lie inside pixels.</summary>
internal readonly record struct CutRectangle(double Left, double Top, double Width, double Height)
{
    /// <summary>The largest rectangle in the middle of a picture that has the shape of the model's input.</summary>
    public static CutRectangle Middle(int pictureWidth, int pictureHeight, int inputWidth, int inputHeight)
    {
        double width = Math.Min(pictureWidth, (double)pictureHeight * inputWidth / inputHeight);
        double height = Math.Min(pictureHeight, (double)pictureWidth * inputHeight / inputWidth);
        return new CutRectangle((pictureWidth - width) / 2, (pictureHeight - height) / 2, width, height);
    }
}
