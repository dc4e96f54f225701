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
            case "snapshot":
                return SnapshotBenchmark.Run(arguments[1..]);
            case "peers" when !arguments.Contains("--help"):
                return PeerBenchmark.Run(arguments[1..]);
            case "embedding":
                return EmbeddingBenchmark.Run(arguments[1..]);
            case "import":
                return ImportBenchmark.Run(arguments[1..]);
            case "throughput":
                return await ThroughputBenchmark.RunAsync(arguments[1..]);
            case "images":
                return ImageLibraryBenchmark.Run(arguments[1..]);
            default:
                Console.Error.WriteLine("""
                    Usage: dotnet run -c Release --project bench -- <benchmark>

                      gallery [--templates 100000] [--probes 1000]   enrol from .npy, rebuild, reopen, identify
                      search [--templates 100000] [--probes 1000]    an index in memory: link, scan, walk
                      snapshot [--templates 1000000] [--link-threads 0] [--part 1000000] [--folder PATH] [--keep]
                                                                     saved, in parts if larger than memory, opened by another process: time, memory, bandwidth
                      peers [options]                                beside hnswlib and FAISS (needs g++, cmake, dpkg-dev and
                                                                     Debian's libhnswlib-dev and libopenblas-dev)
                      embedding [--rounds 5] [--images 16]           a network of IR-50's size: ways to use the processors
                      import [--network ir_50] [--rounds 3] [--folder PATH] [--keep]
                                                                     a PyTorch checkpoint of full size becomes a model
                      throughput [--rounds 5] [--images 64]          a folder through the embedder beside the bare sessions; decoding
                      images                                         SkiaSharp and NetVips on large, damaged and hostile files

                    Options of peers, and their defaults:

                    """);
                Console.Error.WriteLine(PeerOptions.Help);
                return 1;
        }
    }
}
