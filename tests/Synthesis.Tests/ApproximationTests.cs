using HyperFace.Synthesis.Rendering;

namespace HyperFace.Synthesis.Tests;

public sealed class ApproximationTests
{
    [Fact]
    public void Sine_and_cosine_are_near_the_true_ones()
    {
        for (float x = -12f; x <= 12f; x += 0.01f)
        {
            Assert.Equal(Math.Sin(x), Approximation.Sin(x), 5e-6);
            Assert.Equal(Math.Cos(x), Approximation.Cos(x), 5e-6);
        }
    }

    [Fact]
    public void A_turn_of_the_head_can_be_turned_back()
    {
        var pose = new HeadPose(23f, -11f);
        var point = new Vector(12f, -31f, 7f);

        Vector back = pose.ToHead(pose.ToCamera(point));

        Assert.Equal(point.X, back.X, 1e-4f);
        Assert.Equal(point.Y, back.Y, 1e-4f);
        Assert.Equal(point.Z, back.Z, 1e-4f);
    }

    [Fact]
    public void A_positive_yaw_turns_the_nose_to_the_right_and_a_positive_pitch_down()
    {
        var nose = new Vector(0f, 0f, 10f);

        Assert.True(new HeadPose(20f, 0f).ToCamera(nose).X > 3f);
        Assert.True(new HeadPose(0f, 10f).ToCamera(nose).Y > 1f);
    }

    [Fact]
    public void An_average_frontal_face_meets_the_five_points_of_the_template()
    {
        FaceIdentity average = FaceIdentity.FromSeed(1) with { Eyes = default, Nose = default, Mouth = default, Head = default };
        var layout = new FaceLayout(average, FaceExpression.AtRest);
        var pose = new HeadPose(0f, 0f);
        var alignment = new Alignment(layout, pose, FaceVariation.Frontal, 1f);

        AssertAt(38.2946f, 51.6963f, new Vector(-layout.EyeX, 0f, -5f));
        AssertAt(73.5318f, 51.5014f, new Vector(layout.EyeX, 0f, -5f));
        AssertAt(56.0252f, 71.7366f, new Vector(0f, layout.NoseTipY, layout.NoseTipZ));
        AssertAt(41.5493f, 92.3655f, new Vector(-layout.Mouth.HalfWidth, layout.Mouth.CornerY, -4f));
        AssertAt(70.7299f, 92.2041f, new Vector(layout.Mouth.HalfWidth, layout.Mouth.CornerY, -4f));

        void AssertAt(float x, float y, Vector point)
        {
            Vector seen = alignment.ToPicture(pose.ToCamera(point));
            Assert.Equal(x, seen.X, 2.5f);
            Assert.Equal(y, seen.Y, 2.5f);
            Vector back = alignment.ToCamera(seen.X, seen.Y);
            Assert.Equal(point.X, back.X, 1e-3f);
            Assert.Equal(point.Y, back.Y, 1e-3f);
        }
    }
}
