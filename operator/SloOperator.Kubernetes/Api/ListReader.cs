using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SloOperator.Kubernetes.Api;

/// <summary>Reads a list as it arrives and holds the bytes of one item at a time; good for one list.</summary>
internal sealed class ListReader<T>(JsonTypeInfo<T> type)
    where T : class, IKubernetesObject
{
    private const int BufferSize = 64 * 1024;

    private readonly List<Decoded<T>> _items = [];
    private ListMeta _metadata = new();
    private JsonReaderState _state = new(KubeJson.Reading);
    private Place _place;
    private string? _property;

    private enum Place
    {
        Start,
        Envelope,
        Items,
        End,
    }

    public async Task<ListPage<T>> ReadAsync(Stream body, CancellationToken ct)
    {
        PipeReader pipe = PipeReader.Create(
            body,
            new StreamPipeReaderOptions(bufferSize: BufferSize, leaveOpen: true)
        );
        while (_place != Place.End)
        {
            ReadResult result = await pipe.ReadAsync(ct);
            SequencePosition consumed = Consume(result.Buffer, result.IsCompleted);
            pipe.AdvanceTo(consumed, result.Buffer.End);
            if (result.IsCompleted && _place != Place.End)
            {
                throw new JsonException("the list ends in the middle");
            }
        }

        await pipe.CompleteAsync();
        if (string.IsNullOrEmpty(_metadata.ResourceVersion))
        {
            // Some gateway's own words: taken for an empty list, every object would be deleted.
            throw new JsonException("the answer is no list: it has no metadata.resourceVersion");
        }

        string? next = string.IsNullOrEmpty(_metadata.Continue) ? null : _metadata.Continue;
        return new ListPage<T>(_items, _metadata.ResourceVersion, next);
    }

    private SequencePosition Consume(in ReadOnlySequence<byte> buffer, bool final)
    {
        var reader = new Utf8JsonReader(buffer, final, _state);
        SequencePosition consumed = buffer.Start;
        while (_place != Place.End && TryStep(ref reader, buffer))
        {
            _state = reader.CurrentState;
            consumed = reader.Position;
        }

        if (buffer.Slice(consumed).Length > KubeClient.LargestObject)
        {
            throw new JsonException($"an item is larger than {KubeClient.LargestObject} bytes");
        }

        return consumed;
    }

    /// <summary>Takes one whole token, or value, or nothing: false leaves every field as it was.</summary>
    private bool TryStep(ref Utf8JsonReader reader, in ReadOnlySequence<byte> buffer)
    {
        if (!reader.Read())
        {
            return false;
        }

        return _place switch
        {
            Place.Start => StartEnvelope(reader.TokenType),
            Place.Items => TryItem(ref reader, buffer),
            _ => TryEnvelope(ref reader, buffer),
        };
    }

    private bool StartEnvelope(JsonTokenType token)
    {
        _place =
            token == JsonTokenType.StartObject
                ? Place.Envelope
                : throw new JsonException("the answer is no list");
        return true;
    }

    private bool TryEnvelope(ref Utf8JsonReader reader, in ReadOnlySequence<byte> buffer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.EndObject:
                _place = Place.End;
                return true;
            case JsonTokenType.PropertyName:
                _property = reader.GetString();
                return true;
            case JsonTokenType.StartArray when _property is "items":
                _place = Place.Items;
                return true;
            default:
                return TryValue(ref reader, buffer);
        }
    }

    private bool TryValue(ref Utf8JsonReader reader, in ReadOnlySequence<byte> buffer)
    {
        if (!TrySlice(ref reader, buffer, out ReadOnlySequence<byte> value))
        {
            return false;
        }

        if (_property is "metadata")
        {
            var metadata = new Utf8JsonReader(value);
            _metadata =
                JsonSerializer.Deserialize(ref metadata, KubeJsonContext.Default.ListMeta)
                ?? _metadata;
        }

        return true;
    }

    private bool TryItem(ref Utf8JsonReader reader, in ReadOnlySequence<byte> buffer)
    {
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            _place = Place.Envelope;
            return true;
        }

        if (!TrySlice(ref reader, buffer, out ReadOnlySequence<byte> item))
        {
            return false;
        }

        _items.Add(ObjectDecoder.Decode(item, type));
        return true;
    }

    private static bool TrySlice(
        ref Utf8JsonReader reader,
        in ReadOnlySequence<byte> buffer,
        out ReadOnlySequence<byte> value
    )
    {
        long start = reader.TokenStartIndex;
        bool whole = reader.TrySkip();
        value = whole ? buffer.Slice(start, reader.BytesConsumed - start) : default;
        return whole;
    }
}
