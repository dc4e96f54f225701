using HyperFace.Embedding.Photos;

namespace HyperFace.Embedding.Tests.Photos;

public sealed class FacePolicyTests
{
    private static readonly DetectedFace Large = Face(200, 0.9f);
    private static readonly DetectedFace Middle = Face(100, 0.95f);
    private static readonly DetectedFace Small = Face(20, 0.9f);
    private static readonly DetectedFace Unsure = Face(150, 0.3f);

    [Fact]
    public void Exactly_one_takes_the_only_face_that_counts()
    {
        AssertTaken(FacePolicy.ExactlyOne, [Large], Large);
        AssertTaken(FacePolicy.ExactlyOne, [Small, Large, Unsure], Large);
        AssertRefused(FacePolicy.ExactlyOne, [Large, Middle], QualityReason.ExceedsMaxFaces);
        AssertRefused(FacePolicy.ExactlyOne, [], QualityReason.NoFace);
        AssertRefused(FacePolicy.ExactlyOne, [Small, Unsure], QualityReason.NoFace);
    }

    [Fact]
    public void Largest_takes_the_largest_face_that_counts()
    {
        AssertTaken(FacePolicy.Largest, [Middle, Large, Small], Large);
        AssertTaken(FacePolicy.Largest, [Middle, Unsure], Middle);
        AssertRefused(FacePolicy.Largest, [Small], QualityReason.NoFace);

        FaceChoice choice = FaceChoice.Of([Middle, Large], Options(FacePolicy.Largest));
        Assert.Equal(QualityReason.ExceedsMaxFaces, Assert.Single(choice.Faces[1].Flaws).Reason);
        Assert.Empty(choice.Flaws);
    }

    [Fact]
    public void Of_two_faces_of_one_size_the_largest_is_the_one_with_the_better_score()
    {
        DetectedFace better = Large with { Score = 0.99f };
        AssertTaken(FacePolicy.Largest, [better, Large], better);
    }

    [Fact]
    public void All_takes_every_face_that_counts()
    {
        AssertTaken(FacePolicy.All, [Middle, Large, Small, Unsure], Large, Middle);
        AssertRefused(FacePolicy.All, [Small], QualityReason.NoFace);
    }

    [Fact]
    public void Refuse_takes_a_face_only_where_there_is_no_other_however_small()
    {
        AssertTaken(FacePolicy.Refuse, [Large], Large);
        AssertRefused(FacePolicy.Refuse, [Large, Small], QualityReason.ExceedsMaxFaces);
        AssertRefused(FacePolicy.Refuse, [Large, Unsure], QualityReason.ExceedsMaxFaces);
        AssertRefused(FacePolicy.Refuse, [Small], QualityReason.NoFace);
    }

    [Fact]
    public void A_face_that_does_not_count_says_why()
    {
        FaceChoice choice = FaceChoice.Of([Large, Small, Unsure, Face(10, 0.1f)], Options(FacePolicy.ExactlyOne));
        Assert.Equal([Large.Box.Size, Unsure.Box.Size, Small.Box.Size, 10f], choice.Faces.Select(face => face.Face.Box.Size));
        Assert.Equal([QualityReason.LowConfidence], choice.Faces[1].Flaws.Select(flaw => flaw.Reason));
        Assert.Equal([QualityReason.SmallBoundingBox], choice.Faces[2].Flaws.Select(flaw => flaw.Reason));
        Assert.Equal([QualityReason.SmallBoundingBox, QualityReason.LowConfidence], choice.Faces[3].Flaws.Select(flaw => flaw.Reason));
    }

    [Fact]
    public void At_the_least_size_and_score_a_face_counts() => AssertTaken(FacePolicy.ExactlyOne, [Face(32, 0.5f)], Face(32, 0.5f));

    [Theory]
    [InlineData(nameof(PhotoOptions.MinFaceSize), 0)]
    [InlineData(nameof(PhotoOptions.MinFaceSize), 10_001)]
    [InlineData(nameof(PhotoOptions.MaxSide), 255)]
    [InlineData(nameof(PhotoOptions.MaxSide), 65_536)]
    [InlineData(nameof(PhotoOptions.MinScore), -0.1f)]
    [InlineData(nameof(PhotoOptions.MinScore), 1.1f)]
    [InlineData(nameof(PhotoOptions.MinScore), float.NaN)]
    [InlineData(nameof(PhotoOptions.Faces), (FacePolicy)7)]
    [InlineData(nameof(PhotoOptions.Quality), (QualityLevel)7)]
    public void An_option_out_of_its_range_is_refused_by_name(string name, object value)
    {
        var options = new PhotoOptions();
        typeof(PhotoOptions).GetProperty(name)!.SetValue(options, value);
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).ParamName);
    }

    [Fact]
    public void The_defaults_are_what_the_documentation_says()
    {
        var options = new PhotoOptions();
        options.Validate();
        Assert.Equal((FacePolicy.ExactlyOne, 32, 0.5f, QualityLevel.Low, 4096), (options.Faces, options.MinFaceSize, options.MinScore, options.Quality, options.MaxSide));
        Assert.Equal(QualityThresholds.Of(QualityLevel.Low), options.EffectiveThresholds);
        var own = new QualityThresholds { MinNorm = 3 };
        Assert.Same(own, (options with { Thresholds = own }).EffectiveThresholds);
        Assert.Throws<ArgumentOutOfRangeException>((options with { Thresholds = new QualityThresholds { MinNorm = -1 } }).Validate);
        var detector = new FaceDetectorOptions();
        detector.Validate();
        Assert.Equal(("auto", 0, 100), (detector.ExecutionProvider, detector.Threads, detector.MaxFaces));
    }

    [Theory]
    [InlineData(nameof(FaceDetectorOptions.Threads), -1)]
    [InlineData(nameof(FaceDetectorOptions.Threads), 257)]
    [InlineData(nameof(FaceDetectorOptions.MaxFaces), 0)]
    [InlineData(nameof(FaceDetectorOptions.MaxFaces), 1001)]
    [InlineData(nameof(FaceDetectorOptions.ExecutionProvider), " ")]
    [InlineData(nameof(FaceDetectorOptions.Limits), null)]
    public void A_detectors_option_out_of_its_range_is_refused_by_name(string name, object? value)
    {
        var options = new FaceDetectorOptions();
        typeof(FaceDetectorOptions).GetProperty(name)!.SetValue(options, value);
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).ParamName);
    }

    private static void AssertTaken(FacePolicy policy, DetectedFace[] found, params DetectedFace[] taken)
    {
        FaceChoice choice = FaceChoice.Of(found, Options(policy));
        Assert.Empty(choice.Flaws);
        Assert.Equal(taken, choice.Faces.Where(face => face.Flaws.Count == 0).Select(face => face.Face));
    }

    private static void AssertRefused(FacePolicy policy, DetectedFace[] found, QualityReason reason)
    {
        FaceChoice choice = FaceChoice.Of(found, Options(policy));
        Assert.Equal(reason, Assert.Single(choice.Flaws).Reason);
        Assert.All(choice.Faces, face => Assert.NotEmpty(face.Flaws));
    }

    private static PhotoOptions Options(FacePolicy policy) => new() { Faces = policy };

    private static DetectedFace Face(float side, float score) => new(new FaceBox(10, 10, side, side), score, default);
}
