using HyperFace.Bench.Peers;

namespace HyperFace.Bench;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments.FirstOrDefault())
        {
            case "gallery":
                return await GalleryBenchmark.RunAsync(arguments[1..]);
            case "search":
                return SearchBenchmark.Run(arguments[1..]);
            case "peers":
                return PeerBenchmark.Run(arguments[1..]);
            case "embedding":
                return EmbeddingBenchmark.Run(arguments[1..]);
            case "images":
                return ImageLibraryBenchmark.Run(arguments[1..]);
            default:
                Console.Error.WriteLine("""
                    Usage: dotnet run -c Release --project bench -- <benchmark>

                      gallery [--templates 100000] [--probes 1000]   enrol from .npy, rebuild, reopen, identify
                      search [--templates 100000] [--probes 1000]    an index in memory: link, scan, walk
                      peers [--templates 100000] [--probes 1000] [--rounds 5] [--graph 1]
                                                                     beside hnswlib, on one thread (needs g++ and Debian's libhnswlib-dev)
                      embedding [--rounds 5] [--images 16]           a network of IR-50's size: ways to use the processors
                      images                                         SkiaSharp and NetVips on large, damaged and hostile files
                    """);
                return 1;
        }
    }
}
