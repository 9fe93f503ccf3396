using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;
using SloOperator.Testing.Histories;

namespace SloOperator.EndToEnd.Tests.Budgets;

/// <summary>A shop whose requests are known one by one, up to a little after now: a test may go on past the next boundary.</summary>
internal sealed class Shop
{
    public static readonly TimeSpan Bucket = TimeSpan.FromMinutes(5);

    private readonly TimeSpan _window;

    /// <param name="window">Of the budget; history begins an hour before it.</param>
    /// <param name="interval">Between scrapes; a minute unless given.</param>
    /// <param name="offset">Of scrapes from the full minute.</param>
    public Shop(TimeSpan window, TimeSpan? interval = null, TimeSpan offset = default)
    {
        _window = window;
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Now = new DateTimeOffset(now.Ticks - (now.Ticks % Bucket.Ticks), TimeSpan.Zero);
        History = new SeriesHistory(Now - window - TimeSpan.FromHours(1), Now.AddHours(2), interval)
        {
            ScrapeOffset = offset,
        };
    }

    public static Shop OfOneDay() => new(TimeSpan.FromDays(1));

    /// <summary>The last boundary of the bucket grid.</summary>
    public DateTimeOffset Now { get; }

    public SeriesHistory History { get; }

    public CounterHistory Good(params IReadOnlyList<(string, string)> labels) =>
        History.Counter(SloText.Total, [("code", "200"), .. labels]);

    public CounterHistory Bad(params IReadOnlyList<(string, string)> labels) =>
        History.Counter(SloText.Total, [("code", "500"), .. labels]);

    /// <summary>Sixty requests a minute; 43 of a day's 86,443 failed half a day ago. Of a budget of 0.1 % 0.502562 is left.</summary>
    public Shop IsOpen()
    {
        Good().PerMinute(60);
        Bad().PerMinute(0.12m, Now.AddHours(-13), Now.AddHours(-7));
        return this;
    }

    /// <summary>What is left of a budget of 0.1 % by the log of all events, at the time the status speaks of.</summary>
    public decimal TrueRemaining(TeamSloStatus status, decimal allowed = 0.001m)
    {
        DateTimeOffset end = status.EvaluatedAt.ShouldNotBeNull();
        long bad = History.Log.Count(SloText.Total, end - _window, end, ("code", "500"));
        long total = History.Log.Count(SloText.Total, end - _window, end);
        return 1 - (bad / (allowed * total));
    }
}
