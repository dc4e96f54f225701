using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace HyperFace.Embedding.Images;

/// <summary>Cuts a part out of RGBA rows and brings it to another size. The same input gives the same pixels on every machine.</summary>
internal static class Resampler
{
    private const int SourceChannels = 4;
    private const int TargetChannels = 3;

    /// <summary>Resamples the cut to RGB.</summary>
    public static byte[] Resample(ReadOnlySpan<byte> rgba, int width, int height, CutRectangle cut, int targetWidth, int targetHeight)
    {
        if ((width, height) == (targetWidth, targetHeight) && cut == new CutRectangle(0, 0, width, height))
        {
            return WithoutAlpha(rgba);
        }

        var columns = new FilterTaps(cut.Left, cut.Width, width, targetWidth);
        var rows = new FilterTaps(cut.Top, cut.Height, height, targetHeight);
        int stride = width * SourceChannels;
        var rgb = new byte[targetWidth * targetHeight * TargetChannels];
        float[] line = ArrayPool<float>.Shared.Rent(stride);

        // Down the columns first: that is the pass over all pixels, and whole rows can be added up with SIMD.
        for (int row = 0; row < targetHeight; row++)
        {
            Span<float> sum = line.AsSpan(0, stride);
            sum.Clear();
            ReadOnlySpan<float> weights = rows.Weights(row);
            for (int i = 0; i < weights.Length; i++)
            {
                AddWeighted(sum, rgba.Slice((rows.First(row) + i) * stride, stride), weights[i]);
            }

            SumColumns(sum, columns, rgb.AsSpan(row * targetWidth * TargetChannels));
        }

        ArrayPool<float>.Shared.Return(line);
        return rgb;
    }

    private static byte[] WithoutAlpha(ReadOnlySpan<byte> rgba)
    {
        var rgb = new byte[rgba.Length / SourceChannels * TargetChannels];
        for (int from = 0, to = 0; to < rgb.Length; from += SourceChannels, to += TargetChannels)
        {
            rgba.Slice(from, TargetChannels).CopyTo(rgb.AsSpan(to));
        }

        return rgb;
    }

    private static void AddWeighted(Span<float> sum, ReadOnlySpan<byte> values, float weight)
    {
        int done = 0;
        var factor = new Vector<float>(weight);
        ReadOnlySpan<Vector<byte>> wide = MemoryMarshal.Cast<byte, Vector<byte>>(values);
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(sum);
        for (int i = 0; i < wide.Length; i++)
        {
            Vector.Widen(wide[i], out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> first, out Vector<uint> second);
            Vector.Widen(high, out Vector<uint> third, out Vector<uint> fourth);

            // As signed numbers, for which every processor has the conversion; a byte's value is the same.
            sums[4 * i] += Vector.ConvertToSingle(Vector.AsVectorInt32(first)) * factor;
            sums[(4 * i) + 1] += Vector.ConvertToSingle(Vector.AsVectorInt32(second)) * factor;
            sums[(4 * i) + 2] += Vector.ConvertToSingle(Vector.AsVectorInt32(third)) * factor;
            sums[(4 * i) + 3] += Vector.ConvertToSingle(Vector.AsVectorInt32(fourth)) * factor;
            done += Vector<byte>.Count;
        }

        for (; done < values.Length; done++)
        {
            sum[done] += values[done] * weight;
        }
    }

    private static void SumColumns(ReadOnlySpan<float> line, FilterTaps columns, Span<byte> rgb)
    {
        for (int column = 0; column < columns.Count; column++)
        {
            ReadOnlySpan<float> weights = columns.Weights(column);
            ReadOnlySpan<float> pixels = line.Slice(columns.First(column) * SourceChannels, weights.Length * SourceChannels);
            float red = 0;
            float green = 0;
            float blue = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                red += pixels[SourceChannels * i] * weights[i];
                green += pixels[(SourceChannels * i) + 1] * weights[i];
                blue += pixels[(SourceChannels * i) + 2] * weights[i];
            }

            rgb[TargetChannels * column] = ToByte(red);
            rgb[(TargetChannels * column) + 1] = ToByte(green);
            rgb[(TargetChannels * column) + 2] = ToByte(blue);
        }
    }

    private static byte ToByte(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);
}
