using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace HyperFace.Synthesis.Tests;

public sealed class PackedPointsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_row_without_a_direction_is_refused_by_its_number(float value)
    {
        using var folder = new TemporaryFolder();
        float[] values = [3, 4, 0, value, 1, 1];
        values[2] = value == 0 ? 0 : 1;
        Write(folder["points.npy"], 3, 2, values);
        string message = Assert.Throws<InvalidPointsException>(() => PackedPoints.Read(folder["points.npy"])).Message;
        Assert.Contains("Row 1 of", message, StringComparison.Ordinal);
        Assert.Contains("has no direction", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_brought_to_length_one_from_floats_and_from_halves()
    {
        using var folder = new TemporaryFolder();
        Write(folder["floats.npy"], 2, 2, [3, 4, 0, -2]);
        byte[] header = NpyHeader.OfFloats(2, 2);
        header.AsSpan().Slice(header.AsSpan().IndexOf("<f4"u8), 3)[2] = (byte)'2';
        File.WriteAllBytes(folder["halves.npy"], [.. header, .. MemoryMarshal.AsBytes<Half>([(Half)3, (Half)4, (Half)0, (Half)(-2)])]);
        foreach (string file in new[] { "floats.npy", "halves.npy" })
        {
            using PackedPoints points = PackedPoints.Read(folder[file]);
            Assert.Equal([0.6f, 0.8f], points[0].ToArray());
            Assert.Equal([0, -1], points[1].ToArray());
        }
    }

    [Fact]
    public void What_is_saved_is_plain_NumPy()
    {
        using var folder = new TemporaryFolder();
        using PackedPoints points = PackedPoints.Uniform(5, 3, seed: 1);
        File.WriteAllText(folder["points.npy"], "what stood there");
        points.Save(folder["points.npy"]);
        byte[] bytes = File.ReadAllBytes(folder["points.npy"]);
        Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], bytes.AsSpan(0, 8).ToArray());
        int header = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        Assert.Equal(header + (5 * 3 * sizeof(float)), bytes.Length);
        Assert.Equal(points[4].ToArray(), MemoryMarshal.Cast<byte, float>(bytes.AsSpan(bytes.Length - (3 * sizeof(float)))).ToArray());
        Assert.Equal(["points.npy"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_is_no_table_of_points_is_refused()
    {
        using var folder = new TemporaryFolder();
        Write(folder["good.npy"], 3, 4, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]);
        byte[] good = File.ReadAllBytes(folder["good.npy"]);
        for (int length = 0; length < good.Length; length += 5)
        {
            Refused(good.AsSpan(0, length));
        }

        Refused([.. good, 0]);
        Refused([.. NpyHeader.OfFloats(2, 1), .. new byte[8]]);
        Refused(NpyHeader.OfFloats(0, 4));
        Refused([.. NpyHeader.OfFloats(1, 4097), .. new byte[4 * 4097]]);

        void Refused(ReadOnlySpan<byte> bytes)
        {
            File.WriteAllBytes(folder["bad.npy"], bytes);
            Assert.Contains("bad.npy'", Assert.Throws<InvalidPointsException>(() => PackedPoints.Read(folder["bad.npy"])).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Points_that_are_out_of_range_or_disposed_are_not_handed_out()
    {
        PackedPoints points = PackedPoints.Uniform(2, 2, seed: 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => points[2].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => points[-1].Length);
        points.Dispose();
        points.Dispose();
        Assert.Throws<ObjectDisposedException>(() => points[0].Length);
        Assert.Throws<ObjectDisposedException>(() => points.Save("points.npy"));
        Assert.Throws<ArgumentOutOfRangeException>(() => PackedPoints.Uniform(0, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PackedPoints.Uniform(2, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PackedPoints.Uniform(2, PackingOptions.MaxDimension + 1, 1));
    }

    private static void Write(string path, int rows, int columns, float[] values) =>
        File.WriteAllBytes(path, [.. NpyHeader.OfFloats(rows, columns), .. MemoryMarshal.AsBytes<float>(values)]);
}
