using NodaTime;
using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Http;
using SloOperator.Pagers;
using SloOperator.Testing;
using SloOperator.Tests.Http;

namespace SloOperator.Tests.Pagers;

/// <summary>One reader of one pager, with a clock and a secret that a test moves.</summary>
internal sealed class Paging : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly PagerReaders _readers;
    private readonly PagerOptions _options;

    public Paging(
        PagerType type,
        Uri url,
        Func<PagerOptions, PagerOptions>? adjust = null,
        bool allowPrivate = true
    )
    {
        Secrets["pager", "token"] = type is PagerType.JiraOps ? "ops@example.com:t0ken" : "t0ken";
        _readers = new PagerReaders(Secrets, Clock, allowPrivate);
        var options = new PagerOptions(type, url, new SecretKey("pager", "token"));
        _options = adjust?.Invoke(options) ?? options;
    }

    public ManualTimeProvider Clock { get; } = new(Noon);

    public Secrets Secrets { get; } = new();

    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    public Task<PagerAnswer> AskAsync(DateTimeOffset start, DateTimeOffset end) =>
        AskAsync(start, end, CancellationToken.None);

    public Task<PagerAnswer> AskAsync(
        DateTimeOffset start,
        DateTimeOffset end,
        CancellationToken ct
    ) =>
        _readers
            .For(_options)
            .ReadAsync(new PagerQuery(new TimeRange(start, end), Zone), ct)
            // A wait that no test lets pass is a failure, not the end of the run.
            .WaitAsync(Patience, TimeProvider.System, CancellationToken.None);

    /// <summary>The day before noon.</summary>
    public Task<PagerAnswer> AskAsync() => AskAsync(Noon.AddDays(-1), Noon);

    public async Task<PagerAnswer.Answered> AnswerAsync() => Answered(await AskAsync());

    public async Task<PagerAnswer.Answered> AnswerAsync(DateTimeOffset start, DateTimeOffset end) =>
        Answered(await AskAsync(start, end));

    public async Task<string> FailureAsync() =>
        (await AskAsync()).ShouldBeOfType<PagerAnswer.Failed>().Reason;

    /// <summary>Lets the clock go on by these waits, each as soon as the reader begins it.</summary>
    public async Task<PagerAnswer> AfterAsync(Task<PagerAnswer> answer, params int[] seconds)
    {
        foreach (int wait in seconds)
        {
            TimeSpan due = TimeSpan.FromSeconds(wait);
            await Eventually.TrueAsync(() => Clock.NextDue == due || answer.IsCompleted);
            answer.IsCompleted.ShouldBeFalse("It does not wait.");
            Clock.Advance(due);
        }

        return await answer;
    }

    public void Dispose() => _readers.Dispose();

    private static PagerAnswer.Answered Answered(PagerAnswer answer) =>
        answer is PagerAnswer.Failed failed
            ? throw new InvalidOperationException(failed.Reason)
            : answer.ShouldBeOfType<PagerAnswer.Answered>();
}
