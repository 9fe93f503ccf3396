using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace SloOperator.Kubernetes.Api;

/// <summary>One HTTP watch: opens it, frames it by lines, parses each line by itself, and gives up when the server forgot to end it.</summary>
internal static class WatchStream
{
    /// <summary>A live server ends the watch at timeoutSeconds by itself.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private const int BufferSize = 16 * 1024;

    public static async IAsyncEnumerable<WatchEvent<T>> ReadAsync<T>(
        KubeClient client,
        KubeRequest request,
        WatchOptions options,
        JsonTypeInfo<T> type,
        [EnumeratorCancellation] CancellationToken ct
    )
        where T : class, IKubernetesObject
    {
        using HttpResponseMessage response = await OpenAsync(client, request, ct);
        TimeSpan lifetime = options.Timeout + Grace;
        using var watchdog = new CancellationTokenSource(lifetime, client.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, watchdog.Token);
        var attempt = new Attempt(request, lifetime, ct);
        await using Stream body = await response.Content.ReadAsStreamAsync(linked.Token);
        PipeReader pipe = PipeReader.Create(
            body,
            new StreamPipeReaderOptions(bufferSize: BufferSize, leaveOpen: true)
        );
        bool more = true;
        while (more)
        {
            ReadResult result = await attempt.RunAsync(() => pipe.ReadAsync(linked.Token).AsTask());
            ReadOnlySequence<byte> rest = result.Buffer;
            while (more && TryTakeLine(ref rest, out ReadOnlySequence<byte> line))
            {
                WatchEvent<T> read = WatchLine.Parse(line, type);
                more = read.Type != WatchEventType.Error;
                yield return read;
            }

            attempt.CheckRest(rest.Length, more && result.IsCompleted);
            pipe.AdvanceTo(rest.Start, rest.End);
            more &= !result.IsCompleted;
        }
    }

    /// <summary>A live server sends the headers at once, long before the first event.</summary>
    private static async Task<HttpResponseMessage> OpenAsync(
        KubeClient client,
        KubeRequest request,
        CancellationToken ct
    )
    {
        using var timer = new CancellationTokenSource(request.Deadline, client.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(ct, timer.Token);
        return await new Attempt(request, request.Deadline, ct).RunAsync(() =>
            client.OpenAsync(request, linked.Token)
        );
    }

    private static bool TryTakeLine(
        ref ReadOnlySequence<byte> buffer,
        out ReadOnlySequence<byte> line
    )
    {
        line = default;
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            return false;
        }

        line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }

    /// <summary>Gives the failures of one watch their name; iterators cannot catch around a yield.</summary>
    private sealed record Attempt(KubeRequest Request, TimeSpan Deadline, CancellationToken Caller)
    {
        public async Task<TResult> RunAsync<TResult>(Func<Task<TResult>> step)
        {
            try
            {
                return await step();
            }
            catch (Exception ex) when (KubeFailure.IsTransport(ex, Caller))
            {
                Caller.ThrowIfCancellationRequested();
                throw KubeFailure.Transport(Request, ex, Deadline);
            }
        }

        /// <summary>A rest without its newline is half an event: it comes again when the watch resumes.</summary>
        public void CheckRest(long length, bool ended)
        {
            if (ended && length > 0)
            {
                throw new KubeException($"{Request}: the watch ended in the middle of a line");
            }

            if (length > KubeClient.LargestObject)
            {
                throw new KubeException(
                    $"{Request}: a line is larger than {KubeClient.LargestObject} bytes"
                );
            }
        }
    }
}
