using System.Text.Json;

namespace HyperFace.Embedding.Tests.Quality;

public sealed class QualityThresholdsTests
{
    private static readonly FaceQuality Good = new()
    {
        Sharpness = 0.3f,
        Brightness = 0.5f,
        Contrast = 0.2f,
        Clipped = 0,
        Yaw = 0,
        Pitch = 0,
        Roll = 0,
        FaceSize = 300,
        EyeDistance = 120,
        Confidence = 0.95f,
    };

    [Fact]
    public void Each_measure_has_its_reason()
    {
        Assert.Empty(QualityThresholds.Of(QualityLevel.High).FlawsOf(Good));
        Flaw(QualityReason.LowSharpness, Good with { Sharpness = 0.01f });
        Flaw(QualityReason.LowBrightness, Good with { Brightness = 0.01f });
        Flaw(QualityReason.LowContrast, Good with { Contrast = 0.01f });
        Flaw(QualityReason.PoorExposure, Good with { Clipped = 0.9f });
        Flaw(QualityReason.ExtremePose, Good with { Yaw = 80 });
        Flaw(QualityReason.ExtremePose, Good with { Yaw = -80 });
        Flaw(QualityReason.ExtremePose, Good with { Pitch = -70 });
        Flaw(QualityReason.SmallBoundingBox, Good with { FaceSize = 20 });
        Flaw(QualityReason.SmallBoundingBox, Good with { EyeDistance = 5 });
        Flaw(QualityReason.LowConfidence, Good with { Confidence = 0.1f });
        Assert.Equal(QualityReason.ExtremePose, Assert.Single(QualityThresholds.Of(QualityLevel.High).FlawsOf(Good with { Roll = -40 })).Reason);

        static void Flaw(QualityReason reason, FaceQuality quality)
        {
            foreach (QualityLevel level in new[] { QualityLevel.Low, QualityLevel.Medium, QualityLevel.High })
            {
                Assert.Equal(reason, Assert.Single(QualityThresholds.Of(level).FlawsOf(quality)).Reason);
            }

            Assert.Empty(QualityThresholds.Of(QualityLevel.None).FlawsOf(quality));
        }
    }

    [Fact]
    public void A_value_at_its_threshold_is_good_enough()
    {
        var asked = new QualityThresholds { MinSharpness = 0.3f, MinBrightness = 0.5f, MinContrast = 0.2f, MaxClipped = 0, MaxYaw = 0, MaxPitch = 0, MaxRoll = 0, MinFaceSize = 300, MinEyeDistance = 120, MinConfidence = 0.95f };
        Assert.Empty(asked.FlawsOf(Good));
    }

    [Fact]
    public void Several_flaws_are_all_named_with_what_is_needed()
    {
        IReadOnlyList<QualityFlaw> flaws = QualityThresholds.Of(QualityLevel.Medium).FlawsOf(Good with { Sharpness = 0.0123f, Yaw = -57.6f });
        Assert.Equal([QualityReason.ExtremePose, QualityReason.LowSharpness], flaws.Select(flaw => flaw.Reason));
        Assert.Equal("EXTREME_POSE: the yaw is about -58 degrees, at most 45 is taken", flaws[0].ToString());
        Assert.StartsWith("LOW_SHARPNESS: the sharpness is 0.012, at least 0.", flaws[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_norm_is_judged_only_where_a_threshold_is_set()
    {
        var template = new FaceTemplate(new float[] { 1, 0 }, 7.5f, ModelFingerprint.Named("test"));
        Assert.All(Enum.GetValues<QualityLevel>(), level => Assert.Empty(QualityThresholds.Of(level).FlawsOf(template)));
        Assert.Empty(new QualityThresholds { MinNorm = 7.5f }.FlawsOf(template));
        QualityFlaw flaw = Assert.Single(new QualityThresholds { MinNorm = 10 }.FlawsOf(template));
        Assert.Equal("LOW_FACE_QUALITY: the embedding's norm is 7.5, at least 10 is needed", flaw.ToString());
    }

    [Fact]
    public void A_higher_level_asks_for_more_in_everything()
    {
        (QualityThresholds Lower, QualityThresholds Higher)[] steps = [(Of(QualityLevel.Low), Of(QualityLevel.Medium)), (Of(QualityLevel.Medium), Of(QualityLevel.High))];
        foreach ((QualityThresholds lower, QualityThresholds higher) in steps)
        {
            Assert.True(lower.MinSharpness < higher.MinSharpness && lower.MinBrightness < higher.MinBrightness && lower.MinContrast < higher.MinContrast);
            Assert.True(lower.MaxClipped > higher.MaxClipped && lower.MaxYaw > higher.MaxYaw && lower.MaxPitch > higher.MaxPitch);
            Assert.True(lower.MinFaceSize < higher.MinFaceSize && lower.MinEyeDistance < higher.MinEyeDistance && lower.MinConfidence < higher.MinConfidence);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Of((QualityLevel)9));

        static QualityThresholds Of(QualityLevel level) => QualityThresholds.Of(level);
    }

    [Fact]
    public void Reasons_are_written_in_the_words_that_are_known()
    {
        string[] words =
        [
            "NO_FACE", "EXCEEDS_MAX_FACES", "SMALL_BOUNDING_BOX", "LOW_CONFIDENCE", "DEGENERATE_LANDMARKS", "EXTREME_POSE",
            "LOW_SHARPNESS", "LOW_BRIGHTNESS", "POOR_EXPOSURE", "LOW_CONTRAST", "LOW_FACE_QUALITY",
        ];
        QualityReason[] reasons = Enum.GetValues<QualityReason>();
        Assert.Equal(words, reasons.Select(reason => new QualityFlaw(reason, "").Word));
        Assert.Equal(words, reasons.Select(reason => JsonSerializer.Serialize(reason).Trim('"')));
        Assert.Equal(reasons, words.Select(word => JsonSerializer.Deserialize<QualityReason>($"\"{word}\"")));
    }

    [Theory]
    [InlineData(nameof(QualityThresholds.MinSharpness), 4)]
    [InlineData(nameof(QualityThresholds.MinBrightness), 1)]
    [InlineData(nameof(QualityThresholds.MinContrast), 0.5)]
    [InlineData(nameof(QualityThresholds.MaxClipped), 1)]
    [InlineData(nameof(QualityThresholds.MaxYaw), 180)]
    [InlineData(nameof(QualityThresholds.MaxPitch), 180)]
    [InlineData(nameof(QualityThresholds.MaxRoll), 180)]
    [InlineData(nameof(QualityThresholds.MinFaceSize), 10_000)]
    [InlineData(nameof(QualityThresholds.MinEyeDistance), 10_000)]
    [InlineData(nameof(QualityThresholds.MinConfidence), 1)]
    [InlineData(nameof(QualityThresholds.MinNorm), 1_000_000)]
    public void A_threshold_out_of_its_range_is_refused_by_name(string name, double most)
    {
        With((float)most).Validate();
        With(0).Validate();
        foreach (float wrong in new[] { -0.01f, (float)(most * 1.01), float.NaN, float.PositiveInfinity })
        {
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(With(wrong).Validate).ParamName);
        }

        QualityThresholds With(float value)
        {
            var thresholds = new QualityThresholds();
            typeof(QualityThresholds).GetProperty(name)!.SetValue(thresholds, (float?)value);
            return thresholds;
        }
    }

    [Fact]
    public void The_page_tells_of_every_reason_and_of_every_levels_numbers()
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "quality.md"));
        Assert.All(Enum.GetValues<QualityReason>(), reason => Assert.Contains($"`{new QualityFlaw(reason, "").Word}`", page, StringComparison.Ordinal));
        foreach (System.Reflection.PropertyInfo property in typeof(QualityThresholds).GetProperties().Where(property => property.PropertyType == typeof(float?)))
        {
            string cells = string.Join(" | ", new[] { QualityLevel.Low, QualityLevel.Medium, QualityLevel.High }.Select(level =>
                FormattableString.Invariant($"{property.GetValue(QualityThresholds.Of(level)) ?? "–"}")));
            Assert.Contains($"| `{property.Name}` | {cells} |", page, StringComparison.Ordinal);
        }
    }
}
