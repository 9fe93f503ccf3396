using System.Text;
using System.Text.Json;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

public sealed class ListReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task A_list_reads_the_same_in_pieces_of_any_size(int piece)
    {
        string list =
            $$"""{ "kind": "WidgetList", "odd": [1, {"items": [2]}], "items": [ {{Widget.Json("é🙂", 1)}}, {{Widget.Json("two", 2)}} ], "metadata": {"resourceVersion": "7", "continue": "t"} }""";

        ListPage<Widget> page = await ReadAsync(new PiecewiseStream([list], piece));

        page.Items.Select(item => item.Metadata.Name).ShouldBe(["é🙂", "two"]);
        page.ResourceVersion.ShouldBe("7");
        page.Continue.ShouldBe("t");
    }

    [Fact]
    public async Task Items_that_are_null_are_none()
    {
        ListPage<Widget> page = await ReadAsync(
            new PiecewiseStream(["""{"items":null,"metadata":{"resourceVersion":"7"}}"""], 64)
        );

        page.Items.ShouldBeEmpty();
        page.ResourceVersion.ShouldBe("7");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"metadata":{},"items":[]}""")]
    [InlineData("""{"message":"The gateway is being restarted."}""")]
    public async Task An_answer_without_a_version_is_no_list(string json)
    {
        JsonException failure = await Should.ThrowAsync<JsonException>(() =>
            ReadAsync(new PiecewiseStream([json], 64))
        );

        failure.Message.ShouldStartWith("the answer is no list");
    }

    [Fact]
    public async Task Managed_fields_are_not_kept()
    {
        ListPage<Widget> page = await ReadAsync(
            new PiecewiseStream(
                [
                    """{"metadata":{"resourceVersion":"7"},"items":[{"metadata":{"namespace":"ns","name":"a","managedFields":[{"manager":"kubectl","fieldsV1":{"f:spec":{}}}]}}]}""",
                ],
                64
            )
        );

        JsonSerializer
            .Serialize(page.Items[0].Value, WidgetJson.Default.Widget)
            .ShouldNotContain("kubectl");
        page.Items[0].Name.ShouldBe(Client.Named("a"));
    }

    [Fact]
    public async Task Twenty_thousand_objects_are_decoded_as_they_arrive()
    {
        var stream = new PiecewiseStream(LargeList(), 16 * 1024);
        long before = GC.GetAllocatedBytesForCurrentThread();

        // The stream never waits, so all of it happens on this thread, where other tests do not count.
        Task<ListPage<Widget>> reading = ReadAsync(stream);
        reading.IsCompleted.ShouldBeTrue();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before - stream.Allocated;

        (await reading).Items.Count.ShouldBe(20_000);
        stream.Served.ShouldBeGreaterThan(80_000_000);
        // To hold the whole body, even once, would be more than 80 MB.
        allocated.ShouldBeLessThan(40_000_000);
    }

    private static IEnumerable<string> LargeList()
    {
        yield return """{"metadata":{"resourceVersion":"7"},"items":[""";
        for (int number = 1; number <= 20_000; number++)
        {
            yield return (number == 1 ? "" : ",") + Large(number);
        }

        yield return "]}";
    }

    /// <summary>4 kB of fields that the type does not have.</summary>
    private static string Large(int number) =>
        $$$"""{"metadata":{"name":"w{{{number}}}","managedFields":"{{{new string('x', 4000)}}}"},"spec":{"size":{{{number}}}}}""";

    private static Task<ListPage<Widget>> ReadAsync(Stream body) =>
        new ListReader<Widget>(WidgetJson.Default.Widget).ReadAsync(body, CancellationToken.None);

    private sealed class PiecewiseStream(IEnumerable<string> parts, int piece) : MemoryStream
    {
        private readonly IEnumerator<string> _parts = parts.GetEnumerator();
        private byte[] _part = [];
        private int _at;

        public long Served { get; private set; }

        /// <summary>What making the parts cost, which is not the reader's.</summary>
        public long Allocated { get; private set; }

        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            if (_at == _part.Length && !MoveNext())
            {
                return ValueTask.FromResult(0);
            }

            int count = Math.Min(Math.Min(piece, buffer.Length), _part.Length - _at);
            _part.AsSpan(_at, count).CopyTo(buffer.Span);
            _at += count;
            Served += count;
            return ValueTask.FromResult(count);
        }

        protected override void Dispose(bool disposing)
        {
            _parts.Dispose();
            base.Dispose(disposing);
        }

        private bool MoveNext()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool moved = _parts.MoveNext();
            _part = moved ? Encoding.UTF8.GetBytes(_parts.Current) : [];
            _at = 0;
            Allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            return moved;
        }
    }
}
