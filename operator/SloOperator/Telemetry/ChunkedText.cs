using System.Buffers;

namespace SloOperator.Telemetry;

/// <summary>
/// Gathers the very many small pieces of a scrape into chunks: to ask the web server for room costs more than to write the piece.
/// What was gathered last must be flushed.
/// </summary>
internal sealed class ChunkedText(IBufferWriter<byte> output) : IBufferWriter<byte>, IDisposable
{
    private const int Size = 32 * 1024;

    private byte[] _chunk = ArrayPool<byte>.Shared.Rent(Size);
    private int _filled;

    public void Advance(int count) => _filled += count;

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        int wanted = Math.Max(1, sizeHint);
        if (_chunk.Length - _filled < wanted)
        {
            Flush();
        }

        if (_chunk.Length < wanted)
        {
            ArrayPool<byte>.Shared.Return(_chunk);
            _chunk = ArrayPool<byte>.Shared.Rent(wanted);
        }

        return _chunk.AsMemory(_filled);
    }

    public void Flush()
    {
        output.Write(_chunk.AsSpan(0, _filled));
        _filled = 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_chunk);
}
