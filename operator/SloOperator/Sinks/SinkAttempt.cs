using System.Net;

namespace SloOperator.Sinks;

/// <summary>One attempt at a call: knows whether any of it may have reached the sink.</summary>
internal sealed class SinkAttempt
{
    public bool MayHaveArrived { get; private set; }

    /// <summary>A body that says when it began to be written; headers are not sent before.</summary>
    public HttpContent Content(byte[] json)
    {
        var content = new WatchedContent(json, () => MayHaveArrived = true);
        content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        return content;
    }

    /// <summary>What was sent was refused: whatever comes next is another request.</summary>
    public void Forget() => MayHaveArrived = false;

    private sealed class WatchedContent(byte[] body, Action begins) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(
            Stream stream,
            TransportContext? context,
            CancellationToken cancellationToken
        )
        {
            begins();
            return stream.WriteAsync(body, cancellationToken).AsTask();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
