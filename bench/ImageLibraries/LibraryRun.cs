using System.Diagnostics;
using System.Globalization;

namespace HyperFace.Bench.ImageLibraries;

/// <summary>One library decoding files, in a process of its own: a crash is seen, and its memory is its own.</summary>
internal static class LibraryRun
{
    public const int Side = 112;

    /// <summary>The libraries, by the names under which the table lists them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["SkiaSharp, one call", "SkiaSharp, as used here", "NetVips, as it comes", "NetVips, strict", "NetVips, strict, 1 thread"];

    /// <summary>Decodes each file of a list so many times and writes a line for it: outcome, milliseconds, processor milliseconds, peak MiB, detail.</summary>
    public static int Run(string library, string listPath, int rounds, string model, string warmUp)
    {
        IDecodingLibrary decoder = Open(library, model);
        decoder.Decode(File.ReadAllBytes(warmUp));
        foreach (string path in File.ReadAllLines(listPath))
        {
            byte[] image = File.ReadAllBytes(path);
            var memory = new PeakMemory();
            string outcome = "image";
            string detail = "";
            var times = new List<double>();
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            for (int round = 0; round < rounds; round++)
            {
                long start = Stopwatch.GetTimestamp();
                try
                {
                    byte[] pixels = decoder.Decode(image);
                    detail = pixels.Length.ToString(CultureInfo.InvariantCulture);
                }
                catch (Exception exception)
                {
                    outcome = "refused";
                    detail = exception.Message.ReplaceLineEndings(" ");
                }

                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            double processorTime = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / rounds;
            double median = times.Order().ElementAt(times.Count / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome}\t{median:F3}\t{processorTime:F3}\t{memory.Grown:F1}\t{detail}"));
            Console.Out.Flush();
        }

        return 0;
    }

    private static IDecodingLibrary Open(string library, string model) => library switch
    {
        "SkiaSharp, one call" => new SkiaInOneCall(),
        "SkiaSharp, as used here" => new SkiaBehindOurHeader(model),
        "NetVips, as it comes" => new VipsThumbnail(strict: false, threads: 0),
        "NetVips, strict" => new VipsThumbnail(strict: true, threads: 0),
        _ => new VipsThumbnail(strict: true, threads: 1),
    };
}
