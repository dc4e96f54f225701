namespace HyperFace.Synthesis.Tests;

public sealed class FaceRendererTests
{
    private static readonly SyntheticPopulation People = new("renderer-tests");

    // The bytes are a promise: whoever changes the drawing on purpose writes the new hashes here and trains the demo's
    // model anew (tools/Training). A difference between machines is a bug.
    [Theory]
    [InlineData(0, 112, "98ab5a48ff8dab9b32f01104bd74c78d1685b96f2669984e83a2c4ca0819782b")]
    [InlineData(1, 112, "ab14ead314adc0da57eb28b12cd4ef1c78066fcec8094910b2d250899220798a")]
    [InlineData(2, 112, "62a6c81d9711eb97686022ef04a49f0a5415615050714f756c8990a1a33bd47c")]
    [InlineData(3, 112, "4e114e5b55de1d0b2041fd66b50732a93e407c88a872857e0d08798bcd21bae4")]
    [InlineData(4, 224, "65b4f9f1a9dc0bfc28dd3c48a251a043ea58b7bf5f53c8884bdb993c7a1fcdbd")]
    [InlineData(5, 37, "401fd1bb74b94722f760a55865bf3a0b79edc248c262a5dae164f4e7c32761f6")]
    public void The_same_person_and_picture_give_the_same_bytes_on_every_machine(int subject, int size, string hash)
    {
        byte[] rgb = Pictures.Of(People.Subject(subject), People.Variation(subject, 0), size);

        Assert.Equal(hash, Pictures.Hash(rgb));
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        var alone = new string[24];
        for (int i = 0; i < alone.Length; i++)
        {
            alone[i] = Pictures.Hash(Pictures.Of(People.Subject(i), People.Variation(i, 1)));
        }

        var together = new string[alone.Length];
        Parallel.For(0, alone.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            together[i] = Pictures.Hash(Pictures.Of(People.Subject(i), People.Variation(i, 1))));

        Assert.Equal(alone, together);
    }

    [Fact]
    public void Bands_of_a_large_picture_meet_without_a_seam()
    {
        // 512 pixels take sixteen bands, 128 pixels one; shrunk to the same size they must agree.
        FaceVariation sharp = FaceVariation.Frontal;
        byte[] small = Pictures.Of(People.Subject(6), sharp, 128);
        byte[] large = Pictures.Of(People.Subject(6), sharp, 512);

        double worstRow = 0;
        for (int y = 0; y < 128; y++)
        {
            double difference = 0;
            for (int x = 0; x < 128; x++)
            {
                int green = 0;
                for (int i = 0; i < 16; i++)
                {
                    green += large[(((((4 * y) + (i / 4)) * 512) + (4 * x) + (i % 4)) * 3) + 1];
                }

                difference += Math.Abs((green / 16.0) - small[(((y * 128) + x) * 3) + 1]) / 128;
            }

            worstRow = Math.Max(worstRow, difference);
        }

        Assert.InRange(worstRow, 0, 8);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1024)]
    public void The_smallest_and_the_largest_size_are_drawn(int size)
    {
        byte[] rgb = Pictures.Of(People.Subject(7), People.Variation(7, 0), size);

        Assert.True(rgb.Distinct().Count() > 50);
    }

    [Fact]
    public void Every_person_of_a_population_is_drawn_in_every_picture()
    {
        for (int i = 0; i < 150; i++)
        {
            byte[] rgb = Pictures.Of(People.Subject(i), People.Variation(i, i));
            Assert.True(rgb.Distinct().Count() > 60, $"Subject {i} is flat.");
        }
    }

    [Fact]
    public void A_person_in_another_frontal_picture_is_nearer_to_himself_than_to_others()
    {
        const int Subjects = 60;
        byte[][] gallery = [.. Enumerable.Range(0, Subjects).Select(i => Pictures.Of(People.Subject(i), FaceVariation.Frontal))];
        int nearer = 0;
        for (int i = 0; i < Subjects; i++)
        {
            byte[] probe = Pictures.Of(People.Subject(i), People.Variation(i, 3) with { Yaw = 0f, Pitch = 0f });
            double own = Pictures.Correlation(gallery[i], probe);
            nearer += gallery.Count(face => Pictures.Correlation(face, probe) < own);
        }

        // Of all pairs of a probe and somebody else. Pixels know little of faces: light and expression fool them.
        Assert.InRange(nearer / (double)(Subjects * (Subjects - 1)), 0.93, 1);
    }

    [Fact]
    public void Only_the_background_and_the_grain_depend_on_the_scene()
    {
        FaceVariation clean = FaceVariation.Frontal;
        byte[] here = Pictures.Of(People.Subject(8), clean with { SceneSeed = 1 });
        byte[] there = Pictures.Of(People.Subject(8), clean with { SceneSeed = 2 });

        // The middle of the face is the person alone; a corner is the wall alone.
        for (int y = 40; y < 90; y++)
        {
            int from = ((y * FaceRenderer.Size) + 35) * 3;
            Assert.Equal(here[from..(from + 120)], there[from..(from + 120)]);
        }

        Assert.NotEqual(here, there);
    }

    [Fact]
    public void A_missing_person_is_refused() =>
        Assert.Throws<ArgumentNullException>(() => FaceRenderer.Render(null!, FaceVariation.Frontal, new byte[FaceRenderer.ByteCount]));

    [Theory]
    [InlineData(0)]
    [InlineData(FaceRenderer.ByteCount - 1)]
    [InlineData(FaceRenderer.ByteCount + 1)]
    public void A_buffer_of_another_length_is_refused(int length)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(
            () => FaceRenderer.Render(People.Subject(0), FaceVariation.Frontal, new byte[length]));

        Assert.Contains($"holds {length} bytes", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(1025)]
    [InlineData(-1)]
    public void A_size_out_of_range_is_refused(int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => FaceRenderer.RenderAt(size, People.Subject(0), FaceVariation.Frontal, new byte[16]));
}
