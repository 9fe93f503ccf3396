using System.Globalization;
using SloOperator.Controllers.Tickets;
using SloOperator.Http;

namespace SloOperator.Sinks.Trackers;

/// <summary>Reads a list to its end, by page and per_page. A page too large for one answer is asked for anew, half as long.</summary>
internal sealed class TrackerPages(SinkClient client)
{
    // Powers of two, so that every place a page ends at is one where a shorter page begins.
    private const int LongestPage = 64;

    // 32,000 rows: more is a server that repeats itself.
    private const int MostPages = 500;

    /// <param name="list">Of one page, without page and per_page.</param>
    /// <param name="read">Null: the row is none of ours.</param>
    /// <param name="ct">Of the caller.</param>
    public async Task<SinkReply<IReadOnlyList<T>>> ReadAsync<T>(
        SinkCall list,
        Func<JsonRow, T?> read,
        CancellationToken ct
    )
        where T : class
    {
        List<T> found = [];
        int size = LongestPage;
        int offset = 0;
        for (int pages = 1; pages <= MostPages; pages++)
        {
            SinkReply<Page> reply = await client.AskAsync(
                At(list, offset, size),
                answer => Page.Read(answer, size),
                ct
            );
            if (reply is not SinkReply<Page>.Done { Value: var page })
            {
                return reply.As<Page, IReadOnlyList<T>>();
            }

            if (page.IsTooLarge)
            {
                size /= 2;
                continue;
            }

            found.AddRange(page.Rows.Select(read).OfType<T>());
            if (!page.HasMore)
            {
                return new SinkReply<IReadOnlyList<T>>.Done(found);
            }

            offset += size;
        }

        return new SinkReply<IReadOnlyList<T>>.Busy(
            client.Reason(list, $"no end within {MostPages} pages"),
            null,
            null
        );
    }

    private static SinkCall At(SinkCall list, int offset, int size) =>
        list.With("per_page", Text(size)).With("page", Text((offset / size) + 1));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Page(IReadOnlyList<JsonRow> Rows, bool HasMore, bool IsTooLarge)
    {
        public static Page? Read(SinkAnswer answer, int size)
        {
            if (answer.Body.IsTooLarge && size > 1)
            {
                return new Page([], true, true);
            }

            // A list of one page has no such header.
            return answer.Json.Elements() is { } rows
                ? new Page(
                    rows,
                    answer.Header("Link") is { } link
                        ? link.Contains("rel=\"next\"", StringComparison.Ordinal)
                        : rows.Count >= size,
                    false
                )
                : null;
        }
    }
}
