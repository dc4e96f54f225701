using CsCheck;
using HyperFace.Embedding.Alignment;

namespace HyperFace.Embedding.Tests.Alignment;

public sealed class SimilarityFitTests
{
    private static readonly Gen<SimilarityMap> Maps = Gen.Select(Gen.Double[0.1, 20], Gen.Double[-180, 180], Gen.Double[-500, 3000], Gen.Double[-500, 3000])
        .Select((scale, turn, x, y) => new SimilarityMap(scale * Math.Cos(turn * Math.PI / 180), scale * Math.Sin(turn * Math.PI / 180), x, y));

    private static readonly Gen<double[]> Errors = Gen.Double[-4, 4].Array[10];

    [Fact]
    public void Points_that_fit_exactly_give_the_map_that_made_them_by_either_fit() => Gen.Select(Maps, Gen.Bool).Sample((map, image) =>
    {
        SimilarityMap found = SimilarityFit.Of(Landmarks(map, new double[10]), image ? AlignmentFit.Image : AlignmentFit.Template)!.Value;
        double tolerance = 1e-4 * (1 + map.Scale);
        return Math.Abs(found.A - map.A) < tolerance && Math.Abs(found.B - map.B) < tolerance
            && Math.Abs(found.Tx - map.Tx) < 100 * tolerance && Math.Abs(found.Ty - map.Ty) < 100 * tolerance;
    });

    [Fact]
    public void No_other_map_has_a_smaller_error_in_the_image() => Gen.Select(Maps, Errors, Errors).Sample((map, errors, steps) =>
    {
        FaceLandmarks points = Landmarks(map, errors);
        SimilarityMap found = SimilarityFit.Of(points, AlignmentFit.Image)!.Value;
        return Neighbours(found, steps).All(other => ErrorInImage(found, points) <= ErrorInImage(other, points) * (1 + 1e-9));
    });

    [Fact]
    public void No_other_map_has_a_smaller_error_in_the_template() => Gen.Select(Maps, Errors, Errors).Sample((map, errors, steps) =>
    {
        FaceLandmarks points = Landmarks(map, errors);
        SimilarityMap found = SimilarityFit.Of(points, AlignmentFit.Template)!.Value;
        return Neighbours(found, steps).All(other => ErrorInTemplate(found, points) <= ErrorInTemplate(other, points) * (1 + 1e-9));
    });

    [Fact]
    public void The_fits_differ_in_scale_alone_and_the_templates_is_the_larger() => Gen.Select(Maps, Errors).Sample((map, errors) =>
    {
        FaceLandmarks points = Landmarks(map, errors);
        SimilarityMap image = SimilarityFit.Of(points, AlignmentFit.Image)!.Value;
        SimilarityMap template = SimilarityFit.Of(points, AlignmentFit.Template)!.Value;
        return template.Scale >= image.Scale * (1 - 1e-12)
            && Math.Abs((image.A * template.B) - (image.B * template.A)) < 1e-9 * image.Scale * template.Scale;
    });

    [Fact]
    public void The_template_itself_gives_the_map_that_changes_nothing()
    {
        SimilarityMap found = SimilarityFit.Of(Landmarks(new SimilarityMap(1, 0, 0, 0), new double[10]), AlignmentFit.Image)!.Value;
        Assert.Equal(1, found.A, 1e-6);
        Assert.Equal(0, found.B, 1e-6);
        Assert.Equal(0, found.Tx, 1e-4);
        Assert.Equal(0, found.Ty, 1e-4);
    }

    [Fact]
    public void Degenerate_points_have_no_fit()
    {
        var one = new FacePoint(50, 50);
        Assert.Null(SimilarityFit.Of(new FaceLandmarks(one, one, one, one, one), AlignmentFit.Image));
        Assert.Null(SimilarityFit.Of(new FaceLandmarks(one, one, one, one, one), AlignmentFit.Template));

        // Mirrored sideways and upside down, not a number, and beyond any picture.
        FaceLandmarks face = Landmarks(new SimilarityMap(2, 0, 10, 20), new double[10]);
        Assert.Null(SimilarityFit.Of(new FaceLandmarks(face.RightEye, face.LeftEye, face.Nose, face.RightMouth, face.LeftMouth), AlignmentFit.Image));
        Assert.Null(SimilarityFit.Of(new FaceLandmarks(face.LeftMouth, face.RightMouth, face.Nose, face.LeftEye, face.RightEye), AlignmentFit.Template));
        Assert.Null(SimilarityFit.Of(face with { Nose = new FacePoint(float.NaN, 3) }, AlignmentFit.Image));
        Assert.Null(SimilarityFit.Of(face with { Nose = new FacePoint(float.PositiveInfinity, 3) }, AlignmentFit.Template));
        Assert.Null(SimilarityFit.Of(Landmarks(new SimilarityMap(20_000, 0, 0, 0), new double[10]), AlignmentFit.Image));
        Assert.Null(SimilarityFit.Of(Landmarks(new SimilarityMap(0.001, 0, 0, 0), new double[10]), AlignmentFit.Image));
    }

    [Fact]
    public void A_face_turned_far_still_has_a_fit()
    {
        // Seen from the side, the widths shrink to a third.
        FaceLandmarks face = Landmarks(new SimilarityMap(1, 0, 0, 0), new double[10]);
        Assert.NotNull(SimilarityFit.Of(face.Times(0.33, 1), AlignmentFit.Image));
    }

    // Errors grow with the face, as a detector's do; in float, as landmarks are.
    private static FaceLandmarks Landmarks(SimilarityMap map, double[] errors)
    {
        FacePoint[] points = [.. Enumerable.Range(0, 5).Select(i =>
        {
            double x = ArcFaceTemplate.X[i] + errors[2 * i];
            double y = ArcFaceTemplate.Y[i] + errors[(2 * i) + 1];
            return new FacePoint((float)((map.A * x) + (map.B * y) + map.Tx), (float)((-map.B * x) + (map.A * y) + map.Ty));
        })];
        return new FaceLandmarks(points[0], points[1], points[2], points[3], points[4]);
    }

    private static IEnumerable<SimilarityMap> Neighbours(SimilarityMap map, double[] steps)
    {
        foreach (double size in new[] { 1e-3, 1e-2, 0.1 })
        {
            yield return new SimilarityMap(map.A + (size * steps[0]), map.B + (size * steps[1]), map.Tx + (size * steps[2]), map.Ty + (size * steps[3]));
            yield return map with { A = map.A + (size * steps[4]) };
            yield return map with { B = map.B + (size * steps[5]) };
            yield return map with { Tx = map.Tx + (size * steps[6]) };
            yield return map with { Ty = map.Ty + (size * steps[7]) };
        }
    }

    private static double ErrorInImage(SimilarityMap map, FaceLandmarks points) => points.ToArray().Select((point, i) =>
    {
        double u = (map.A * ArcFaceTemplate.X[i]) + (map.B * ArcFaceTemplate.Y[i]) + map.Tx - point.X;
        double v = (-map.B * ArcFaceTemplate.X[i]) + (map.A * ArcFaceTemplate.Y[i]) + map.Ty - point.Y;
        return (u * u) + (v * v);
    }).Sum();

    private static double ErrorInTemplate(SimilarityMap map, FaceLandmarks points) => points.ToArray().Select((point, i) =>
    {
        double u = point.X - map.Tx;
        double v = point.Y - map.Ty;
        double square = (map.A * map.A) + (map.B * map.B);
        double x = (((map.A * u) - (map.B * v)) / square) - ArcFaceTemplate.X[i];
        double y = (((map.B * u) + (map.A * v)) / square) - ArcFaceTemplate.Y[i];
        return (x * x) + (y * y);
    }).Sum();
}
