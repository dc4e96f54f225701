using HyperFace.Embedding.Tests.Images;

namespace HyperFace.Embedding.Tests.Detection;

/// <summary>Outputs whose faces can be worked out by hand.</summary>
public sealed class DetectorDecodingTests
{
    // As large as the input: one pixel is one pixel.
    private static readonly byte[] SameSize = Pictures.Plain(ConstantDetector.Width, ConstantDetector.Height, 90, 90, 90).Png();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scrfd_distances_and_offsets_are_strides_from_the_cells_corner(bool batch)
    {
        // Stride 32, column 2, row 1, second anchor: the corner is at (64, 32).
        using var model = new ConstantDetector("scrfd", values =>
        {
            int index = (((1 * 4) + 2) * 2) + 1;
            values["score_32"][index] = 0.875f;
            Put(values["bbox_32"], index, 0.5f, 0.25f, 1f, 0.75f);
            Put(values["kps_32"], index, -0.25f, 0f, 0.5f, 0.125f, 0f, 0.25f, -0.125f, 0.5f, 0.375f, 0.5f);
        }, batch: batch);
        using FaceDetector detector = model.Open();

        DetectedFace face = Assert.Single(detector.Detect(SameSize));

        Assert.Equal(0.875f, face.Score);
        Assert.Equal(new FaceBox(48, 24, 48, 32), face.Box);
        Assert.Equal(new FaceLandmarks(new(56, 32), new(80, 36), new(64, 40), new(60, 48), new(76, 48)), face.Landmarks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void YuNet_scores_are_a_geometric_mean_and_sizes_are_logarithms(bool batch)
    {
        // Stride 64, column 1: the corner is at (64, 0).
        using var model = new ConstantDetector("yunet", values =>
        {
            values["cls_64"][1] = 0.9f;
            values["obj_64"][1] = 0.4f;
            Put(values["bbox_64"], 1, 0.25f, 0.5f, MathF.Log(0.5f), MathF.Log(0.75f));
            Put(values["kps_64"], 1, 0.125f, 0.375f, 0.375f, 0.375f, 0.25f, 0.5f, 0.125f, 0.625f, 0.375f, 0.625f);
        }, batch: batch);
        using FaceDetector detector = model.Open();

        DetectedFace face = Assert.Single(detector.Detect(SameSize));

        Assert.Equal(0.6f, face.Score, 1e-6f);
        Assert.Equal(64, face.Box.Left, 1e-3);
        Assert.Equal(8, face.Box.Top, 1e-3);
        Assert.Equal(32, face.Box.Width, 1e-3);
        Assert.Equal(48, face.Box.Height, 1e-3);
        Assert.Equal(new FaceLandmarks(new(72, 24), new(88, 24), new(80, 32), new(72, 40), new(88, 40)), face.Landmarks);
    }

    [Fact]
    public void YuNet_scores_a_little_outside_of_0_to_1_are_brought_into_it()
    {
        using var model = new ConstantDetector("yunet", values =>
        {
            values["cls_64"][0] = 1.001f;
            values["obj_64"][0] = 1.5f;
            values["cls_64"][1] = -0.001f;
            values["obj_64"][1] = 1;
        });
        using FaceDetector detector = model.Open();
        Assert.Equal(1f, Assert.Single(detector.Detect(SameSize)).Score);
    }

    [Fact]
    public void A_photo_larger_than_the_input_is_shrunk_with_its_shape_kept_and_faces_are_scaled_back()
    {
        using var model = new ConstantDetector("scrfd", values =>
        {
            values["score_32"][0] = 1;
            Put(values["bbox_32"], 0, 0f, 0f, 0.5f, 1f);
            Put(values["kps_32"], 0, 0.25f, 0.5f);
        });
        using FaceDetector detector = model.Open();

        // 64 high in the input and 480 in the photo: the height decides, and the factor is 7.5.
        DetectedFace face = Assert.Single(detector.Detect(Pictures.Plain(600, 480, 90, 90, 90).Png()));

        Assert.Equal(new FaceBox(0, 0, 120, 240), face.Box);
        Assert.Equal(new FacePoint(60, 120), face.Landmarks.LeftEye);
    }

    [Fact]
    public void A_small_photo_is_not_enlarged_and_an_answer_beside_it_is_no_face()
    {
        using var model = new ConstantDetector("scrfd", values =>
        {
            values["score_32"][0] = 0.8f;
            Put(values["bbox_32"], 0, 0f, 0f, 0.5f, 0.5f);

            // Row 1, column 3: at (96, 32), where a photo of 40 × 40 does not reach.
            values["score_32"][14] = 0.9f;
            Put(values["bbox_32"], 14, 0.25f, 0.25f, 0.25f, 0.25f);
        });
        using FaceDetector detector = model.Open();
        Assert.Equal(new FaceBox(0, 0, 16, 16), Assert.Single(detector.Detect(Pictures.Plain(40, 40, 90, 90, 90).Png())).Box);
        Assert.Equal(2, detector.Detect(SameSize).Count);
    }

    [Fact]
    public void Answers_below_the_threshold_are_none_and_at_it_are_one()
    {
        using var model = new ConstantDetector("scrfd", values =>
        {
            values["score_32"][0] = 0.5f;
            Put(values["bbox_32"], 0, 0f, 0f, 0.5f, 0.5f);
            values["score_64"][2] = MathF.BitDecrement(0.5f);
            Put(values["bbox_64"], 2, 0f, 0f, 0.5f, 0.5f);
        });
        using FaceDetector detector = model.Open();
        Assert.Equal(0.5f, Assert.Single(detector.Detect(SameSize)).Score);
    }

    [Fact]
    public void A_box_without_an_inside_is_no_face()
    {
        using var model = new ConstantDetector("scrfd", values =>
        {
            values["score_32"].AsSpan().Fill(0.9f);
            Put(values["bbox_32"], 3, -0.5f, 0f, 0.25f, 0.5f);
            Put(values["bbox_32"], 4, 0.5f, 0.5f, 0.5f, -0.5f);
        });
        using FaceDetector detector = model.Open();
        Assert.Empty(detector.Detect(SameSize));
    }

    [Fact]
    public void Of_answers_that_overlap_the_best_stays_and_of_equal_ones_the_first()
    {
        using var model = new ConstantDetector("scrfd", values =>
        {
            // Both anchors of cell 0, and the coarser stride's first cell, answer for one place.
            values["score_32"][0] = 0.9f;
            Put(values["bbox_32"], 0, 0f, 0f, 0.75f, 0.75f);
            values["score_32"][1] = 0.9f;
            Put(values["bbox_32"], 1, 0f, 0f, 0.8125f, 0.75f);
            values["score_64"][0] = 0.9f;
            Put(values["bbox_64"], 0, 0f, 0f, 0.375f, 0.4375f);

            // Far away, another.
            values["score_64"][3] = 0.7f;
            Put(values["bbox_64"], 3, 0f, 0f, 0.5f, 0.5f);
        });
        using FaceDetector detector = model.Open();

        IReadOnlyList<DetectedFace> faces = detector.Detect(SameSize);

        Assert.Equal([new FaceBox(0, 0, 24, 24), new FaceBox(64, 0, 32, 32)], faces.Select(face => face.Box));
    }

    [Fact]
    public void No_more_faces_come_than_are_asked_for_and_those_are_the_best()
    {
        using var model = new ConstantDetector("scrfd", values =>
        {
            for (int cell = 0; cell < 8; cell++)
            {
                values["score_32"][2 * cell] = 0.6f + (0.01f * cell);
                Put(values["bbox_32"], 2 * cell, 0f, 0f, 0.25f, 0.25f);
            }
        });
        using FaceDetector detector = model.Open(new FaceDetectorOptions { MaxFaces = 3 });
        Assert.Equal([0.67f, 0.66f, 0.65f], detector.Detect(SameSize).Select(face => MathF.Round(face.Score, 2)));
    }

    [Fact]
    public void The_outputs_may_be_named_and_then_their_order_in_the_graph_does_not_matter()
    {
        using var model = new ConstantDetector(
            "scrfd",
            values =>
            {
                values["score_64"][0] = 0.9f;
                Put(values["bbox_64"], 0, 0f, 0f, 0.25f, 0.25f);
                (string name, float[] table)[] turned = [.. values.Reverse().Select(pair => (pair.Key, pair.Value))];
                values.Clear();
                foreach ((string name, float[] table) in turned)
                {
                    values[name] = table;
                }
            },
            json => json["outputs"] = new System.Text.Json.Nodes.JsonArray("score_32", "score_64", "bbox_32", "bbox_64", "kps_32", "kps_64"));
        using FaceDetector detector = model.Open();
        Assert.Equal(new FaceBox(0, 0, 16, 16), Assert.Single(detector.Detect(SameSize)).Box);
    }

    private static void Put(float[] table, int row, params ReadOnlySpan<float> values) => values.CopyTo(table.AsSpan(row * (values.Length == 4 ? 4 : 10)));
}
