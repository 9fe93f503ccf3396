using System.Net;
using System.Text;

namespace SloOperator.Tests.Pagers.Alertmanager;

/// <summary>A body that tells when it is asked for, and of which the second half is sent when told to.</summary>
internal sealed class HeldContent(string body, Action begins, TaskCompletionSource release)
    : HttpContent
{
    private readonly byte[] _bytes = Encoding.UTF8.GetBytes(body);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        begins();
        int half = _bytes.Length / 2;
        await stream.WriteAsync(_bytes.AsMemory(0, half));
        await stream.FlushAsync();
        await release.Task;
        await stream.WriteAsync(_bytes.AsMemory(half));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
