using HyperFace.Synthesis;
using HyperFace.Training.People;

namespace HyperFace.Training.Tests;

public sealed class AugmentationTests
{
    private const int Size = FaceRenderer.Size;
    private const int Plane = Size * Size;

    private static readonly byte[] Picture = Slope();

    [Fact]
    public void A_picture_unchanged_comes_plane_by_plane()
    {
        var planes = new float[3 * Plane];

        Augmentation.Plain(Picture, planes);

        Assert.Equal((Picture[(((5 * Size) + 7) * 3) + 2] - 127.5f) / 127.5f, planes[(2 * Plane) + (5 * Size) + 7]);
        Assert.All(planes, value => Assert.InRange(value, -1f, 1f));
    }

    [Fact]
    public void Without_changes_a_picture_is_itself_or_its_mirror_image()
    {
        var plain = new float[3 * Plane];
        Augmentation.Plain(Picture, plain);
        float[] mirrored = [.. Enumerable.Range(0, 3 * Plane).Select(i => plain[(i / Size * Size) + Size - 1 - (i % Size)])];

        float[][] seen = [.. Enumerable.Range(0, 20).Select(seed => Changed(new Augmentation(0, 0), (ulong)seed))];

        Assert.All(seen, planes => Assert.True(planes.SequenceEqual(plain) || planes.SequenceEqual(mirrored)));
        Assert.Contains(seen, planes => planes.SequenceEqual(plain));
        Assert.Contains(seen, planes => planes.SequenceEqual(mirrored));
    }

    [Fact]
    public void The_same_seed_does_the_same_and_values_stay_in_range()
    {
        var always = new Augmentation(1, 3);
        for (ulong seed = 0; seed < 50; seed++)
        {
            float[] planes = Changed(always, seed);

            Assert.Equal(planes, Changed(always, seed));
            Assert.All(planes, value => Assert.InRange(value, -1f, 1f));
        }
    }

    [Fact]
    public void A_picture_of_one_grey_stays_grey_where_it_is_not_cut_away()
    {
        var grey = new byte[FaceRenderer.ByteCount];
        Array.Fill(grey, (byte)200);
        var planes = new float[3 * Plane];
        for (ulong seed = 0; seed < 50; seed++)
        {
            new Augmentation(0, 5).Apply(grey, seed, planes);

            Assert.All(planes, value => Assert.Equal((200 - 127.5f) / 127.5f, value));
        }
    }

    private static float[] Changed(Augmentation augmentation, ulong seed)
    {
        var planes = new float[3 * Plane];
        augmentation.Apply(Picture, seed, planes);
        return planes;
    }

    private static byte[] Slope()
    {
        var rgb = new byte[FaceRenderer.ByteCount];
        for (int i = 0; i < Plane; i++)
        {
            rgb[3 * i] = (byte)(i % Size * 2);
            rgb[(3 * i) + 1] = (byte)(i / Size * 2);
            rgb[(3 * i) + 2] = (byte)((i % Size) + (i / Size));
        }

        return rgb;
    }
}
