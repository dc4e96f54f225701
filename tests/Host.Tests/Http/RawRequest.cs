using System.Net.Sockets;
using System.Text;

namespace HyperFace.Host.Tests.Http;

/// <summary>A request byte for byte, as no client library would send it.</summary>
internal static class RawRequest
{
    /// <summary>Sends a request and returns the whole answer.</summary>
    public static async Task<string> SendAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
