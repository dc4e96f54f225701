namespace HyperFace.Bench;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        switch (arguments.FirstOrDefault())
        {
            case "search":
                return SearchBenchmark.Run(arguments[1..]);
            default:
                Console.Error.WriteLine("Usage: dotnet run -c Release --project bench -- <benchmark>\n");
                return 1;
        }
    }
}
