using System.Numerics;
using HyperFace.Embedding.Tests.Images;
using HyperFace.Synthesis;
using HyperFace.Tests.Photos;
using SkiaSharp;

namespace HyperFace.Embedding.Tests.Detection;

/// <summary>Detection from pixels to points, by a graph that looks at them, in both layouts.</summary>
public sealed class MarkedPhotoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, 320, 240, 30, 0)]
    [InlineData(false, 320, 320, 60, 12)]
    [InlineData(false, 320, 320, 140, -7)]
    [InlineData(false, 800, 500, 200, 5)]
    [InlineData(false, 1600, 1200, 500, -10)]
    [InlineData(true, 320, 240, 30, 0)]
    [InlineData(true, 320, 320, 112, 9)]
    [InlineData(true, 800, 500, 120, -15)]
    [InlineData(true, 1600, 1200, 500, 4)]
    public void A_face_is_found_where_it_was_painted(bool yunet, int width, int height, int side, double turn)
    {
        var face = new MarkedFace(FaceIdentity.FromSeed(3), FaceVariation.Frontal, width * 0.45, height * 0.55, side, turn);
        using FaceDetector detector = Open(yunet);

        DetectedFace found = Assert.Single(detector.Detect(MarkedScene.Png(MarkedScene.Draw(width, height, face))));

        // Half a pixel of the detector's input, and what shrinking shifts.
        double scale = Math.Max(1, (double)Math.Max(width, height) / MarkerDetector.Side);
        AssertNear(face.Points, found.Landmarks, 0.6 * scale);
        Assert.Equal(0.8 * side, found.Box.Width, 0.05 * side);
        Assert.Equal(face.X, found.Box.Left + (found.Box.Width / 2), scale);
        Assert.Equal(face.Y, found.Box.Top + (found.Box.Height / 2), scale);
        Assert.InRange(found.Score, 0.8f, 1f);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Several_faces_are_told_apart_also_at_the_border(bool yunet)
    {
        MarkedFace[] faces =
        [
            new(FaceIdentity.FromSeed(1), FaceVariation.Frontal, 120, 130, 200, 3),
            new(FaceIdentity.FromSeed(2), FaceVariation.Frontal, 800, 150, 170, -8),
            new(FaceIdentity.FromSeed(3), FaceVariation.Frontal, 330, 560, 80),
            new(FaceIdentity.FromSeed(4), FaceVariation.Frontal, 850, 620, 140, 10),
        ];
        using FaceDetector detector = Open(yunet);

        IReadOnlyList<DetectedFace> found = detector.Detect(MarkedScene.Png(MarkedScene.Draw(960, 720, faces)));

        Assert.Equal(faces.Length, found.Count);
        Assert.All(faces, face => AssertNear(face.Points, found.MinBy(other => Math.Abs(other.Box.Left + (other.Box.Width / 2) - face.X) + Math.Abs(other.Box.Top + (other.Box.Height / 2) - face.Y))!.Landmarks, 2.5));
        Assert.Equal(found.OrderByDescending(face => face.Score), found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_photo_is_turned_upright_before_detection(int orientation)
    {
        var face = new MarkedFace(FaceIdentity.FromSeed(5), FaceVariation.Frontal, 190, 100, 110, 6);
        using SKBitmap upright = MarkedScene.Draw(300, 220, face);
        byte[] stored = Exif.InPng(Stored(upright, orientation).Png(), Exif.Data(orientation));
        using FaceDetector detector = Open(yunet: false);

        PhotoFaces photo = detector.Prepare(stored);

        Assert.Equal((300, 220), (photo.Width, photo.Height));
        PhotoFace found = Assert.Single(photo.Accepted);
        AssertNear(face.Points, found.Detection!.Landmarks, 0.6);

        // The crop is the same whichever way the photo lies in the file, but for rounding.
        PhotoFace expected = Assert.Single(detector.Prepare(MarkedScene.Png(MarkedScene.Draw(300, 220, face))).Accepted);
        int most = found.Aligned!.Rgb.ToArray().Zip(expected.Aligned!.Rgb.ToArray()).Max(pair => Math.Abs(pair.First - pair.Second));
        Assert.InRange(most, 0, 1);
    }

    [Fact]
    public void A_photo_without_marks_shows_no_face()
    {
        using FaceDetector detector = Open(yunet: false);
        Assert.Empty(detector.Detect(Pictures.Slopes(400, 300).Jpeg()));
        PhotoFaces photo = detector.Prepare(Pictures.Slopes(400, 300).Jpeg());
        Assert.Equal(QualityReason.NoFace, Assert.Single(photo.Flaws).Reason);
        Assert.Contains("NO_FACE", Assert.Throws<FaceRefusedException>(() => photo.RequireAccepted()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_jpeg_that_the_decoder_shrinks_gives_the_same_points_in_pixels_of_the_photo()
    {
        var face = new MarkedFace(FaceIdentity.FromSeed(6), FaceVariation.Frontal, 900, 700, 400, 5);
        byte[] jpeg = MarkedScene.Jpeg(MarkedScene.Draw(1800, 1400, face));
        using FaceDetector detector = Open(yunet: false);

        PhotoFaces whole = detector.Prepare(jpeg);
        PhotoFaces half = detector.Prepare(jpeg, new PhotoOptions { MaxSide = 800 });

        Assert.Equal((whole.Width, whole.Height), (half.Width, half.Height));
        AssertNear(face.Points, Assert.Single(whole.Accepted).Detection!.Landmarks, 5);
        AssertNear(face.Points, Assert.Single(half.Accepted).Detection!.Landmarks, 6);

        // Detection and alignment see the same pixels: the crops agree as well as two resamplings of one picture do.
        Assert.InRange(MeanDifference(whole.Accepted[0].Aligned!, half.Accepted[0].Aligned!), 0, 4);
    }

    [Fact]
    public void Photos_are_searched_side_by_side_and_after_closing_none_is()
    {
        byte[] photo = MarkedScene.Png(MarkedScene.Draw(320, 240, new MarkedFace(FaceIdentity.FromSeed(3), FaceVariation.Frontal, 150, 120, 100)));
        FaceDetector detector = Open(yunet: false, new FaceDetectorOptions { Threads = 2 });
        DetectedFace expected = Assert.Single(detector.Detect(photo));
        Parallel.For(0, 12, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => Assert.Equal(expected, Assert.Single(detector.Detect(photo))));

        detector.Dispose();
        detector.Dispose();
        Assert.Throws<ObjectDisposedException>(() => detector.Detect(photo));
    }

    internal static void AssertNear(Complex[] expected, FaceLandmarks found, double tolerance)
    {
        FacePoint[] points = [found.LeftEye, found.RightEye, found.Nose, found.LeftMouth, found.RightMouth];
        for (int i = 0; i < points.Length; i++)
        {
            double away = (new Complex(points[i].X, points[i].Y) - expected[i]).Magnitude;
            Assert.True(away <= tolerance, $"point {i} is {away:0.00} pixels away from ({expected[i].Real:0.0}, {expected[i].Imaginary:0.0})");
        }
    }

    private static double MeanDifference(AlignedFace a, AlignedFace b) =>
        a.Rgb.ToArray().Zip(b.Rgb.ToArray()).Average(pair => Math.Abs(pair.First - pair.Second));

    // What a camera would have stored, held so that this orientation turns it upright.
    private static SKBitmap Stored(SKBitmap upright, int orientation)
    {
        bool swaps = orientation >= 5;
        (int width, int height) = swaps ? (upright.Height, upright.Width) : (upright.Width, upright.Height);
        return Pictures.Draw(width, height, (x, y) => orientation switch
        {
            2 => upright.GetPixel(width - 1 - x, y),
            3 => upright.GetPixel(width - 1 - x, height - 1 - y),
            4 => upright.GetPixel(x, height - 1 - y),
            5 => upright.GetPixel(y, x),
            6 => upright.GetPixel(height - 1 - y, x),
            7 => upright.GetPixel(height - 1 - y, width - 1 - x),
            8 => upright.GetPixel(y, width - 1 - x),
            _ => upright.GetPixel(x, y),
        });
    }

    private FaceDetector Open(bool yunet, FaceDetectorOptions? options = null) => FaceDetector.Open(MarkerDetector.Write(_folder, yunet), options);
}
