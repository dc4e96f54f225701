using HyperFace.Embedding.Tests.Images;
using HyperFace.Embedding.Tests.Models;
using HyperFace.Synthesis;
using HyperFace.Tests.Photos;

namespace HyperFace.Embedding.Tests.Photos;

/// <summary>From a photo to templates, with the model that ships and a detector that looks at the pixels.</summary>
public sealed class PhotoEmbeddingTests : IDisposable
{
    private static readonly string DemoModel = Path.Combine(AppContext.BaseDirectory, "models", "hyperface-demo.json");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_crop_is_the_face_that_was_pasted_into_the_photo(bool yunet)
    {
        // As large as a crop and not turned: every pixel of the crop is a pixel of the photo, but for parts of a pixel.
        FaceIdentity who = FaceIdentity.FromSeed(21);
        using FaceDetector detector = FaceDetector.Open(MarkerDetector.Write(_folder, yunet));
        using FaceEmbedder model = FaceEmbedder.Open(DemoModel);

        PhotoFaces photo = model.Prepare(MarkedScene.Png(MarkedScene.Draw(320, 280, new MarkedFace(who, FaceVariation.Frontal, 150, 140, 112))), detector);

        PhotoFace face = Assert.Single(photo.Accepted);
        Assert.Equal((112, 112), (face.Aligned!.Width, face.Aligned.Height));
        var pasted = new byte[FaceRenderer.ByteCount];
        FaceRenderer.Render(who, FaceVariation.Frontal, pasted);
        Assert.InRange(face.Aligned.Rgb.ToArray().Zip(pasted).Average(pair => Math.Abs(pair.First - pair.Second)), 0, 1.5);
        Assert.InRange(face.Quality!.Yaw, -3f, 3f);
        Assert.InRange(face.Quality.Roll, -2f, 2f);
        Assert.Equal(35.2f, face.Quality.EyeDistance, 0.5f);
    }

    [Fact]
    public void A_face_of_any_size_and_tilt_has_nearly_the_template_of_the_aligned_face()
    {
        using FaceDetector detector = FaceDetector.Open(MarkerDetector.Write(_folder));
        using FaceEmbedder model = FaceEmbedder.Open(DemoModel);
        for (int person = 0; person < 6; person++)
        {
            FaceIdentity who = FaceIdentity.FromSeed((ulong)(40 + person));
            var aligned = new byte[FaceRenderer.ByteCount];
            FaceRenderer.Render(who, FaceVariation.Frontal, aligned);
            FaceTemplate expected = model.Embed([new AlignedFace(112, 112, aligned)])[0];
            foreach ((int side, double turn) in new[] { (100, 0.0), (230, 14), (320, -9), (700, 5) })
            {
                int scale = (side + 119) / 120;
                byte[] photo = MarkedScene.Jpeg(MarkedScene.Draw(320 * scale, 320 * scale, new MarkedFace(who, FaceVariation.Frontal, 160 * scale, 150 * scale, side, turn)));
                EmbeddedFace found = Assert.Single(model.Embed(photo, detector));
                double similarity = expected.Vector.ToArray().Zip(found.Template.Vector.ToArray()).Sum(pair => (double)pair.First * pair.Second);
                Assert.True(similarity > 0.9, $"person {person}, side {side}, turn {turn}: {similarity:0.000}");
            }
        }
    }

    [Fact]
    public void Without_a_detector_the_image_is_taken_for_aligned()
    {
        using var test = new TestModel();
        using FaceEmbedder model = test.Open();
        byte[] image = Pictures.Slopes(40, 40).Png();

        PhotoFace face = Assert.Single(model.Prepare(image, detector: null).Accepted);

        Assert.Null(face.Detection);
        Assert.Null(face.Quality);
        Assert.Equal(model.Prepare(image).Rgb.ToArray(), face.Aligned!.Rgb.ToArray());
        Assert.Equal(model.Embed(image).Vector.ToArray(), Assert.Single(model.Embed(image, detector: null)).Template.Vector.ToArray());
    }

    [Theory]
    [InlineData("none", 16)]
    [InlineData("arcface-112", 24)]
    public void A_model_that_photos_cannot_be_aligned_to_is_refused_by_name(string alignment, int height)
    {
        using var test = new TestModel(alignment == "none" ? null : Graphs.FaceGraphs.PlaneMeans(side: height), json =>
        {
            json["alignment"] = alignment;
            json["width"] = height;
            json["height"] = height;
        });
        using FaceEmbedder model = test.Open();
        using FaceDetector detector = FaceDetector.Open(MarkerDetector.Write(_folder));
        byte[] photo = MarkedScene.Png(MarkedScene.Draw(320, 240, new MarkedFace(FaceIdentity.FromSeed(1), FaceVariation.Frontal, 150, 120, 100)));
        if (alignment == "none")
        {
            Assert.Contains("aligned to 'none'", Assert.Throws<ModelException>(() => model.Prepare(photo, detector)).Message, StringComparison.Ordinal);
        }
        else
        {
            // A square of another size has the template enlarged or shrunk.
            Assert.Equal((24, 24), Assert.Single(model.Prepare(photo, detector).Accepted) is { Aligned: { } aligned } ? (aligned.Width, aligned.Height) : default);
        }
    }

    [Fact]
    public void A_photo_of_two_is_refused_or_halved_or_taken_whole_as_the_policy_says()
    {
        byte[] photo = MarkedScene.Png(MarkedScene.Draw(
            960,
            720,
            new MarkedFace(FaceIdentity.FromSeed(1), FaceVariation.Frontal, 160, 200, 160),
            new MarkedFace(FaceIdentity.FromSeed(2), FaceVariation.Frontal, 760, 500, 210)));
        using FaceDetector detector = FaceDetector.Open(MarkerDetector.Write(_folder));
        using FaceEmbedder model = FaceEmbedder.Open(DemoModel);

        FaceRefusedException refused = Assert.Throws<FaceRefusedException>(() => model.Embed(photo, detector));
        Assert.Equal(QualityReason.ExceedsMaxFaces, Assert.Single(refused.Flaws).Reason);
        Assert.Contains("EXCEEDS_MAX_FACES: the photo shows 2 faces.", refused.Message, StringComparison.Ordinal);
        EmbeddedFace largest = Assert.Single(model.Embed(photo, detector, new PhotoOptions { Faces = FacePolicy.Largest }));
        Assert.InRange(largest.Face.Detection!.Box.Left, 600, 720);
        Assert.Equal(2, model.Embed(photo, detector, new PhotoOptions { Faces = FacePolicy.All }).Count);

        // With a least size between the two, the smaller is a bystander; to 'refuse' it is one too many still.
        Assert.Single(model.Embed(photo, detector, new PhotoOptions { MinFaceSize = 150 }));
        Assert.Throws<FaceRefusedException>(() => model.Embed(photo, detector, new PhotoOptions { MinFaceSize = 150, Faces = FacePolicy.Refuse }));
    }

    [Fact]
    public void A_face_that_falls_short_says_in_what()
    {
        byte[] dark = MarkedScene.Png(MarkedScene.Draw(
            320,
            240,
            new MarkedFace(FaceIdentity.FromSeed(2), FaceVariation.Frontal with { Yaw = 30, Blur = 1.4f }, 160, 120, 45)));
        using FaceDetector detector = FaceDetector.Open(MarkerDetector.Write(_folder));
        using FaceEmbedder model = FaceEmbedder.Open(DemoModel);

        PhotoFaces photo = model.Prepare(dark, detector, new PhotoOptions { Quality = QualityLevel.High });

        Assert.Empty(photo.Flaws);
        PhotoFace face = Assert.Single(photo.Faces);
        Assert.False(face.IsAccepted);
        Assert.NotNull(face.Aligned);
        Assert.Contains(QualityReason.SmallBoundingBox, face.Flaws.Select(flaw => flaw.Reason));
        Assert.Equal(face.Flaws, Assert.Throws<FaceRefusedException>(() => photo.RequireAccepted()).Flaws);
        Assert.True(Assert.Single(model.Prepare(dark, detector, new PhotoOptions { Quality = QualityLevel.None }).Faces).IsAccepted);
    }

    [Fact]
    public void A_norm_below_its_threshold_refuses_the_face()
    {
        byte[] photo = MarkedScene.Png(MarkedScene.Draw(320, 240, new MarkedFace(FaceIdentity.FromSeed(1), FaceVariation.Frontal, 150, 120, 100)));
        using FaceDetector detector = FaceDetector.Open(MarkerDetector.Write(_folder));
        using FaceEmbedder model = FaceEmbedder.Open(DemoModel);
        float norm = Assert.Single(model.Embed(photo, detector)).Template.Norm;

        Assert.Single(model.Embed(photo, detector, new PhotoOptions { Thresholds = new QualityThresholds { MinNorm = norm } }));
        FaceRefusedException refused = Assert.Throws<FaceRefusedException>(() => model.Embed(photo, detector, new PhotoOptions { Thresholds = new QualityThresholds { MinNorm = norm * 1.01f } }));
        Assert.Equal(QualityReason.LowFaceQuality, Assert.Single(refused.Flaws).Reason);
    }

    [Fact]
    public void A_detector_whose_points_are_degenerate_gives_a_face_that_cannot_be_aligned()
    {
        using var constant = new Detection.ConstantDetector("scrfd", values =>
        {
            values["score_32"][0] = 0.9f;
            values["bbox_32"].AsSpan(0, 4).Fill(1.5f);
        });
        using FaceDetector detector = constant.Open();
        PhotoFaces photo = detector.Prepare(Pictures.Slopes(128, 64).Png());
        Assert.Equal(QualityReason.DegenerateLandmarks, Assert.Single(Assert.Throws<FaceRefusedException>(() => photo.RequireAccepted()).Flaws).Reason);
    }

    [Fact]
    public void An_image_that_is_none_is_refused_as_ever()
    {
        using FaceDetector detector = FaceDetector.Open(MarkerDetector.Write(_folder));
        using FaceEmbedder model = FaceEmbedder.Open(DemoModel);
        Assert.Equal(InvalidImageReason.Empty, Assert.Throws<InvalidImageException>(() => model.Prepare([], detector)).Reason);
        Assert.Equal(InvalidImageReason.UnknownFormat, Assert.Throws<InvalidImageException>(() => detector.Detect("no image"u8)).Reason);
        byte[] cut = MarkedScene.Jpeg(MarkedScene.Draw(320, 240))[..2000];
        Assert.Equal(InvalidImageReason.Damaged, Assert.Throws<InvalidImageException>(() => detector.Prepare(cut)).Reason);
        using FaceDetector strict = FaceDetector.Open(MarkerDetector.Write(_folder), new FaceDetectorOptions { Limits = new ImageLimits { MaxPixels = 1000 } });
        Assert.Equal(InvalidImageReason.TooLarge, Assert.Throws<InvalidImageException>(() => strict.Detect(MarkedScene.Png(MarkedScene.Draw(320, 240)))).Reason);
    }
}
