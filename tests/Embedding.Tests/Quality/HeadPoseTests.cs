using CsCheck;
using HyperFace.Embedding.Alignment;
using HyperFace.Embedding.Quality;

namespace HyperFace.Embedding.Tests.Quality;

/// <summary>A head of five points in space, turned and seen from the front.</summary>
public sealed class HeadPoseTests
{
    // Eye distances: the mean head of docs/quality.md, the origin between the eyes.
    private static readonly (double X, double Y, double Z)[] MeanHead = Head(0.5715, 0.40, 1.1542, 0.4140, 0.03);

    [Fact]
    public void The_mean_heads_own_pose_is_found_exactly() =>
        Gen.Select(Gen.Double[-80, 80], Gen.Double[-70, 70], Gen.Double[-170, 170], Gen.Double[5, 500]).Sample((yaw, pitch, roll, size) =>
        {
            HeadPose pose = HeadPose.Of(Seen(MeanHead, yaw, pitch, roll, size));
            return Math.Abs(pose.Yaw - yaw) < 0.1 && Math.Abs(pose.Pitch - pitch) < 0.1 && Math.Abs(pose.Roll - roll) < 0.1;
        });

    [Fact]
    public void Whoever_turns_farther_is_told_to_turn_farther() => Heads().Sample(head =>
    {
        double[] angles = [.. Enumerable.Range(-6, 13).Select(i => 10.0 * i)];
        return Rises(angles.Select(angle => HeadPose.Of(Seen(head, angle, 0, 0, 100)).Yaw))
            && Rises(angles.Select(angle => HeadPose.Of(Seen(head, 0, angle, 0, 100)).Pitch))
            && Rises(angles.Select(angle => HeadPose.Of(Seen(head, 0, 0, angle, 100)).Roll));
    });

    [Fact]
    public void People_differ_from_the_mean_head_and_the_estimate_stays_near() => Gen.Select(Heads(), Gen.Double[-40, 40], Gen.Double[-30, 30]).Sample((head, yaw, pitch) =>
    {
        HeadPose pose = HeadPose.Of(Seen(head, yaw, pitch, 0, 100));
        return Math.Abs(pose.Yaw - yaw) < 20 && Math.Abs(pose.Pitch - pitch) < 25;
    });

    [Fact]
    public void The_template_looks_straight_ahead()
    {
        FacePoint[] points = [.. Enumerable.Range(0, 5).Select(i => new FacePoint((float)ArcFaceTemplate.X[i], (float)ArcFaceTemplate.Y[i]))];
        HeadPose pose = HeadPose.Of(new FaceLandmarks(points[0], points[1], points[2], points[3], points[4]));
        Assert.InRange(pose.Yaw, -2f, 2f);
        Assert.InRange(pose.Pitch, -2f, 2f);
        Assert.InRange(pose.Roll, -1f, 1f);
    }

    [Fact]
    public void Points_that_coincide_have_no_pose()
    {
        var one = new FacePoint(3, 3);
        Assert.Equal(default, HeadPose.Of(new FaceLandmarks(one, one, one, one, one)));
    }

    private static Gen<(double X, double Y, double Z)[]> Heads() =>
        Gen.Select(Gen.Double[0.53, 0.62], Gen.Double[0.34, 0.46], Gen.Double[1.08, 1.23], Gen.Double[0.37, 0.46], Gen.Double[0, 0.06]).Select(Head);

    private static (double X, double Y, double Z)[] Head(double noseDown, double noseOut, double mouthDown, double mouthHalf, double mouthOut) =>
        [(-0.5, 0, 0), (0.5, 0, 0), (0, noseDown, noseOut), (-mouthHalf, mouthDown, mouthOut), (mouthHalf, mouthDown, mouthOut)];

    // Turned about the neck, then nodded, then tilted; the viewer sees x and y.
    private static FaceLandmarks Seen((double X, double Y, double Z)[] head, double yaw, double pitch, double roll, double size)
    {
        FacePoint[] points = [.. head.Select(point =>
        {
            (double sinYaw, double cosYaw) = Math.SinCos(yaw * Math.PI / 180);
            (double sinPitch, double cosPitch) = Math.SinCos(pitch * Math.PI / 180);
            (double sinRoll, double cosRoll) = Math.SinCos(roll * Math.PI / 180);
            double x = (point.X * cosYaw) + (point.Z * sinYaw);
            double z = (point.Z * cosYaw) - (point.X * sinYaw);
            double y = (point.Y * cosPitch) + (z * sinPitch);
            return new FacePoint((float)(300 + (size * ((cosRoll * x) - (sinRoll * y)))), (float)(200 + (size * ((sinRoll * x) + (cosRoll * y)))));
        })];
        return new FaceLandmarks(points[0], points[1], points[2], points[3], points[4]);
    }

    private static bool Rises(IEnumerable<float> values)
    {
        float[] all = [.. values];
        return all.Zip(all.Skip(1)).All(pair => pair.First < pair.Second);
    }
}
