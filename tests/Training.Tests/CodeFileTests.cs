using System.Runtime.InteropServices;
using System.Text;
using HyperFace.Training.People;

namespace HyperFace.Training.Tests;

public sealed class CodeFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Rows_of_length_one_come_as_they_were_written_and_others_at_length_one()
    {
        Write("'<f4'", "(3, 3)", [0.6f, 0, -0.8f, 3, 0, -4, 0, 1e20f, 0]);

        Assert.Equal([[0.6f, 0, -0.8f], [0.6f, 0, -0.8f], [0, 1, 0]], CodeFile.Read(_path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_row_that_is_no_direction_is_refused_by_its_number(float value)
    {
        Write("'<f4'", "(2, 2)", [1, 0, value, 0]);

        Assert.Contains("row 1 is no direction", Assert.Throws<InvalidDataException>(() => CodeFile.Read(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'<f8'", "(2, 3)", "single precision")]
    [InlineData("'<f4'", "(6,)", "single precision")]
    [InlineData("'<f4'", "(0, 3)", "single precision")]
    [InlineData("'<f4'", "(99999999999, 3)", "single precision")]
    [InlineData("'<f4'", "(3, 3)", "3 rows of 3 values are 36")]
    [InlineData("'<f4'", "(1, 3)", "holds 24 bytes")]
    public void A_file_of_something_else_is_refused(string type, string shape, string message)
    {
        Write(type, shape, [1, 2, 3, 4, 5, 6]);

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => CodeFile.Read(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_array_is_refused()
    {
        File.WriteAllText(_path, "codes");

        Assert.Throws<InvalidDataException>(() => CodeFile.Read(_path));
    }

    [Fact]
    public void A_header_that_reaches_beyond_the_file_is_refused()
    {
        File.WriteAllBytes(_path, [0x93, .. "NUMPY"u8, 1, 0, 0xFF, 0xFF, .. "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"u8]);

        Assert.Throws<InvalidDataException>(() => CodeFile.Read(_path));
    }

    private void Write(string type, string shape, float[] values)
    {
        string header = $"{{'descr': {type}, 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        File.WriteAllBytes(_path, [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. MemoryMarshal.AsBytes(values.AsSpan())]);
    }
}
