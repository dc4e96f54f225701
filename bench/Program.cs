using System.Globalization;

namespace HyperFace.Bench;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        switch (arguments.FirstOrDefault())
        {
            case "gallery":
                DirectoryInfo folder = Directory.CreateTempSubdirectory("hyperface-bench-");
                try
                {
                    await new GalleryBenchmark(Number(arguments, 1, 100_000), Number(arguments, 2, 1000), folder.FullName).RunAsync();
                }
                finally
                {
                    folder.Delete(recursive: true);
                }

                return 0;

            default:
                Console.Error.WriteLine("""
                    Usage: dotnet run -c Release --project bench -- <benchmark>

                      gallery [templates] [probes]   enrol from .npy, rebuild, reopen, identify
                    """);
                return 1;
        }
    }

    private static int Number(string[] arguments, int position, int otherwise) =>
        arguments.Length > position ? int.Parse(arguments[position], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : otherwise;
}
