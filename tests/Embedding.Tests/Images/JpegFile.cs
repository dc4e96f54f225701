namespace HyperFace.Embedding.Tests.Images;

/// <summary>
/// JPEG files of one colour (ITU-T T.81): every block has a DC coefficient only. For what the encoder at hand
/// does not write: four components, progressive files, and files with many scans.
/// </summary>
internal static class JpegFile
{
    private const int Block = 8;

    /// <summary>AC symbol for a run of 2^14 empty blocks and up to as many more.</summary>
    private const byte LongestRun = 0xE0;

    /// <summary>A file of one colour; <paramref name="samples"/> are the components' values as stored.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="samples">One value for each component.</param>
    /// <param name="adobe">With Adobe's marker, which says that four components are inverted CMYK.</param>
    /// <param name="scans">How many times the coded picture is written.</param>
    public static byte[] Of(int width, int height, byte[] samples, bool adobe = false, int scans = 1)
    {
        byte[] scan = [.. ScanHeader(1, samples.Length, 0, 63), .. Coded(width, height, samples, endOfBlock: true)];
        return File(0xC0, width, height, samples.Length, adobe, Enumerable.Repeat(scan, scans));
    }

    /// <summary>A progressive file of one colour: a scan with the DC coefficients, and for each component one that says that there are no others.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="samples">One value for each component.</param>
    /// <param name="emptyScans">More scans that say the same, in few bytes each.</param>
    public static byte[] Progressive(int width, int height, byte[] samples, int emptyScans = 0)
    {
        byte[] first = [.. ScanHeader(1, samples.Length, 0, 0), .. Coded(width, height, samples, endOfBlock: false)];
        byte[] rest = new byte[((Blocks(width, height) + 7) / 8)];
        byte[] empty = [.. ScanHeader(1, 1, 1, 63), .. RunsOfEmptyBlocks(Blocks(width, height))];
        return File(0xC2, width, height, samples.Length, adobe: false,
            samples.Select((_, i) => (byte[])[.. ScanHeader(i + 1, 1, 1, 63), .. rest]).Prepend(first).Concat(Enumerable.Repeat(empty, emptyScans)));
    }

    private static byte[] File(byte frame, int width, int height, int components, bool adobe, IEnumerable<byte[]> scans) =>
        [
            0xFF, 0xD8,
            .. adobe ? Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0]) : [],

            // Quantisation 8: the coefficient of a flat block, eight times its value, becomes the value itself.
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)8, 64)]),
            .. Segment(frame, [8, .. Bytes.BigEndian16(height), .. Bytes.BigEndian16(width), (byte)components, .. Enumerable.Range(1, components).SelectMany(i => new byte[] { (byte)i, 0x11, 0 })]),

            // DC: nine codes of four bits for the categories 0 to 8. AC: one bit for the end of the block, two for a run of empty ones.
            .. Segment(0xC4, [0x00, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]),
            .. Segment(0xC4, [0x10, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, LongestRun]),
            .. scans.SelectMany(scan => scan),
            0xFF, 0xD9,
        ];

    /// <summary>The code 10 and 14 bits of length for each 16,384 to 32,767 empty blocks: nearly nothing to read, a whole picture to pass over.</summary>
    private static byte[] RunsOfEmptyBlocks(int blocks)
    {
        const int most = (1 << 15) - 1;
        const int least = 1 << 14;
        var coded = new List<byte>();
        for (; blocks >= least; blocks -= Math.Min(blocks, most))
        {
            int bits = 0x8000 | (Math.Min(blocks, most) - least);
            coded.AddRange(Bytes.BigEndian16(bits).SelectMany(value => value == 0xFF ? new byte[] { 0xFF, 0 } : [value]));
        }

        return [.. coded, .. new byte[(blocks + 7) / 8]];
    }

    private static int Blocks(int width, int height) => ((width + Block - 1) / Block) * ((height + Block - 1) / Block);

    private static byte[] ScanHeader(int firstComponent, int components, byte from, byte to) =>
        Segment(0xDA, [(byte)components, .. Enumerable.Range(firstComponent, components).SelectMany(i => new byte[] { (byte)i, 0x00 }), from, to, 0]);

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, .. Bytes.BigEndian16(data.Length + 2), .. data];

    private static byte[] Coded(int width, int height, byte[] samples, bool endOfBlock)
    {
        var bits = new List<bool>();
        for (int block = 0; block < Blocks(width, height); block++)
        {
            foreach (byte sample in samples)
            {
                // Each block is coded as its difference from the one before: only the first has one.
                int difference = block == 0 ? sample - 128 : 0;
                int category = difference == 0 ? 0 : (int)Math.Log2(Math.Abs(difference)) + 1;
                Add(category, 4);
                Add(difference > 0 ? difference : difference + (1 << category) - 1, category);
                Add(0, endOfBlock ? 1 : 0);
            }
        }

        Add(0x7F, (8 - (bits.Count % 8)) % 8);
        return [.. bits.Chunk(8).Select(chunk => (byte)chunk.Aggregate(0, (value, bit) => (value << 1) | (bit ? 1 : 0))).SelectMany(value => value == 0xFF ? new byte[] { 0xFF, 0 } : [value])];

        void Add(int value, int count)
        {
            for (int bit = count - 1; bit >= 0; bit--)
            {
                bits.Add(((value >> bit) & 1) != 0);
            }
        }
    }
}
