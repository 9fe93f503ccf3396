using SloOperator.Http;

namespace SloOperator.Pagers;

/// <summary>Reads lists by offset to their end, whatever the pages say of it, with so many requests at most.</summary>
/// <param name="pager">As reasons name it.</param>
/// <param name="reach">Offset and page size together may not exceed this.</param>
internal sealed class OffsetPaging(string pager, int reach)
{
    public const int PageSize = 100;

    // 200,000 rows, two minutes of PagerDuty's rate limit: more than this is a server that repeats itself, or the wrong question.
    private const int MostPages = 2000;

    private int _pages;

    // A list this long is looked at where offsets end, before the pages between are read for nothing.
    private const int PagesBeforeLook = 10;

    /// <summary>False when the list goes on where offsets do not reach: then not all rows were taken.</summary>
    /// <exception cref="PagerException">No end is in sight.</exception>
    public async Task<bool> ReadAsync(Func<int, Task<Page>> ask, Action<JsonRow> take)
    {
        int offset = 0;
        for (int read = 1; ; read++)
        {
            Page page = await TakeAsync(ask, take, offset);
            // "More" without a row would go on for ever; a full page without "more" may have been told too early.
            if (page.Rows.Count == 0 || (page.HasMore != true && !page.IsFull))
            {
                return true;
            }

            offset += page.Size;
            if (
                offset + page.Size > reach
                || (
                    read == PagesBeforeLook
                    && (await TakeAsync(ask, take, reach - page.Size)).IsFull
                )
            )
            {
                return false;
            }
        }
    }

    private async Task<Page> TakeAsync(Func<int, Task<Page>> ask, Action<JsonRow> take, int offset)
    {
        if (++_pages > MostPages)
        {
            throw new PagerException(
                $"{pager}: more than {MostPages} pages for one range; name fewer teams or a shorter window"
            );
        }

        Page page = await ask(offset);
        foreach (JsonRow row in page.Rows)
        {
            take(row);
        }

        return page;
    }
}
