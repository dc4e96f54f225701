using HyperFace.Embedding.Tests.Images;

namespace HyperFace.Embedding.Tests.Detection;

/// <summary>Detectors that answer nonsense: each is named, none becomes a face.</summary>
public sealed class HostileDetectorTests
{
    private static readonly byte[] Photo = Pictures.Plain(ConstantDetector.Width, ConstantDetector.Height, 90, 90, 90).Png();

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1.5f)]
    [InlineData(-0.5f)]
    public void A_score_of_scrfd_that_is_none_is_refused(float score) =>
        Refuses("scrfd", "'score_32' gave", values => values["score_32"][3] = score);

    [Theory]
    [InlineData("cls_32", float.NaN)]
    [InlineData("obj_64", float.NaN)]
    [InlineData("cls_64", float.PositiveInfinity)]
    [InlineData("obj_32", float.NegativeInfinity)]
    public void A_score_of_yunet_that_is_none_is_refused(string output, float score) =>
        Refuses("yunet", $"'{output}' gave", values => values[output][1] = score);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.MaxValue)]
    [InlineData(-1e30f)]
    [InlineData(17f)]
    public void A_box_that_is_nowhere_is_refused(float distance)
    {
        for (int edge = 0; edge < 4; edge++)
        {
            Refuses("scrfd", "'bbox_32' gave a box at", values =>
            {
                values["score_32"][0] = 0.9f;
                values["bbox_32"].AsSpan(0, 4).Fill(0.25f);
                values["bbox_32"][edge] = distance;
            });
        }
    }

    [Theory]
    [InlineData(0, float.NaN)]
    [InlineData(2, 200f)]
    [InlineData(3, float.PositiveInfinity)]
    [InlineData(2, 6f)]
    public void A_box_of_yunet_that_is_nowhere_is_refused(int value, float given) => Refuses("yunet", "'bbox_64' gave a box at", values =>
    {
        values["cls_64"][0] = values["obj_64"][0] = 1;
        values["bbox_64"][value] = given;
    });

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(1e20f)]
    public void A_point_that_is_nowhere_is_refused(float offset)
    {
        for (int i = 0; i < 10; i++)
        {
            Refuses("scrfd", "'kps_64' gave a point at", values =>
            {
                values["score_64"][1] = 0.9f;
                values["bbox_64"].AsSpan(4, 4).Fill(0.25f);
                values["kps_64"][10 + i] = offset;
            });
        }
    }

    [Fact]
    public void Nonsense_below_the_threshold_harms_nobody()
    {
        using var model = new ConstantDetector("scrfd", values =>
        {
            values["bbox_32"].AsSpan().Fill(float.NaN);
            values["kps_32"].AsSpan().Fill(float.PositiveInfinity);
        });
        using FaceDetector detector = model.Open();
        Assert.Empty(detector.Detect(Photo));
    }

    [Theory]
    [InlineData("score_32", new long[] { 8, 2 })]
    [InlineData("bbox_32", new long[] { 4, 16 })]
    [InlineData("kps_64", new long[] { 40 })]
    [InlineData("score_64", new long[] { 2, 2, 1 })]
    [InlineData("bbox_64", new long[] { 1, 1, 4, 4 })]
    public void An_output_of_another_shape_is_refused_when_the_detector_is_opened(string output, long[] shape)
    {
        using var model = new ConstantDetector("scrfd", _ => { }, shape: (name, given) => name == output ? shape : given);
        string message = Assert.Throws<ModelException>(() => model.Open()).Message;
        Assert.Contains($"'{output}' came as Float of the shape [{string.Join(", ", shape)}]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Strides_or_anchors_that_are_not_the_graphs_are_refused()
    {
        using var anchors = new ConstantDetector("scrfd", _ => { }, json => json["anchors"] = 1);
        Assert.Contains("ask for float32 of [8, 1]", Assert.Throws<ModelException>(() => anchors.Open()).Message, StringComparison.Ordinal);
        using var strides = new ConstantDetector("scrfd", _ => { }, json => json["strides"] = new System.Text.Json.Nodes.JsonArray(16, 64));
        Assert.Contains("'score_32' came as", Assert.Throws<ModelException>(() => strides.Open()).Message, StringComparison.Ordinal);
        using var three = new ConstantDetector("scrfd", _ => { }, json => json["strides"] = new System.Text.Json.Nodes.JsonArray(16, 32, 64));
        Assert.Contains("the graph has 6 outputs", Assert.Throws<ModelException>(() => three.Open()).Message, StringComparison.Ordinal);
    }

    private static void Refuses(string layout, string inMessage, Action<Dictionary<string, float[]>> set)
    {
        using var model = new ConstantDetector(layout, set);
        string message = Assert.Throws<ModelException>(() =>
        {
            using FaceDetector detector = model.Open();
            return detector.Detect(Photo);
        }).Message;
        Assert.Contains(inMessage, message, StringComparison.Ordinal);
        Assert.Contains("detector.onnx", message, StringComparison.Ordinal);
    }
}
