using SloOperator.Http;

namespace SloOperator.Pagers.PagerDuty;

/// <summary>The members that every list has beside its rows: https://developer.pagerduty.com/docs/rest-api-pagination.</summary>
internal static class PagerDutyLists
{
    public static Page None { get; } = new([], HasMore: false, OffsetPaging.PageSize);

    /// <exception cref="PagerException">There is no such list.</exception>
    public static Page Page(JsonRow answer, string list) =>
        answer.Rows(list) is { } rows
            ? new Page(
                rows,
                answer.Flag("more"),
                // Echoed as it was applied.
                answer.Count("limit")
                    is > 0
                        and { } limit
                    ? limit
                    : OffsetPaging.PageSize
            )
            : throw new PagerException(
                $"{PagerDutyProtocol.Pager}, {list}: the answer has no list {list}; check that the URL is the API's"
            );
}
