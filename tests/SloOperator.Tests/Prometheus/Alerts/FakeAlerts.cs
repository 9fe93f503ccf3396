using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SloOperator.Tests.Prometheus.Alerts;

/// <summary>Answers the three questions about pages at the wire, from samples that a test puts in; a selector without samples has no series.</summary>
internal sealed partial class FakeAlerts : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<StoredSeries>> _series = new(
        StringComparer.Ordinal
    );
    private readonly WebApplication _app;

    private FakeAlerts(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public ConcurrentQueue<AlertRequest> Requests { get; } = new();

    public bool IsDown { get; set; }

    /// <summary>Of these kinds every question is refused.</summary>
    public string? DownFor { get; set; }

    /// <summary>An answer with more samples than this is 9 MiB long.</summary>
    public int MostSamples { get; set; } = int.MaxValue;

    /// <summary>Prometheus 2 takes a sample at the left edge of a range, 3 does not.</summary>
    public bool TakesLeftEdge { get; set; }

    public Task Gate { get; set; } = Task.CompletedTask;

    public static async Task<FakeAlerts> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var fake = new FakeAlerts(app);
        app.Run(fake.AnswerAsync);
        await app.StartAsync();
        return fake;
    }

    /// <param name="selector">By which the series is asked for.</param>
    /// <param name="labels">Of the answer.</param>
    /// <param name="times">Sorted, each once.</param>
    public void Add(
        string selector,
        IReadOnlyDictionary<string, string> labels,
        IEnumerable<DateTimeOffset> times
    ) => _series.GetOrAdd(selector, _ => []).Enqueue(new StoredSeries(labels, [.. times]));

    public IReadOnlyList<AlertRequest> Of(string kind) =>
        [.. Requests.Where(request => request.Kind == kind).OrderBy(request => request.End)];

    public void Forget() => Requests.Clear();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        AlertRequest request = await ReadAsync(context.Request);
        Requests.Enqueue(request);
        await Gate.WaitAsync(context.RequestAborted);
        bool refuses = IsDown || DownFor == request.Kind;
        context.Response.StatusCode = refuses ? 503 : 200;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            refuses
                ? """{"status":"error","errorType":"unavailable","error":"down"}"""
                : Answer(request),
            context.RequestAborted
        );
    }

    private string Answer(AlertRequest request)
    {
        StoredSeries[] series = [.. _series.GetValueOrDefault(request.Selector, [])];
        string[] result = request.Kind switch
        {
            "Samples" => [.. series.Select(one => Raw(request, one)).OfType<string>()],
            "Counts" => Points(request, at => series.Sum(one => CountAt(request, one, at))),
            _ => Points(request, at => series.Any(one => CountAt(request, one, at) > 0) ? 1 : 0),
        };
        return
            series.Sum(one => CountAt(request, one, request.End)) > MostSamples
            && request.Kind == "Samples"
            ? new string(' ', 9 << 20)
            : $$"""{"status":"success","data":{"resultType":"matrix","result":[{{string.Join(',', result)}}]} }""";
    }

    private string? Raw(AlertRequest request, StoredSeries series)
    {
        string[] samples =
        [
            .. series
                .Times.Where(time => IsWithin(request, time, request.End))
                .Select(time => Sample(time, 1)),
        ];
        return samples.Length == 0
            ? null
            : Series(JsonSerializer.Serialize(series.Labels), samples);
    }

    private static string[] Points(AlertRequest request, Func<DateTimeOffset, int> valueAt)
    {
        string[] samples =
        [
            .. request
                .Times.Where(time => valueAt(time) > 0)
                .Select(time => Sample(time, valueAt(time))),
        ];
        return samples.Length == 0 ? [] : [Series("{}", samples)];
    }

    private static string Series(string metric, string[] samples) =>
        $$"""{"metric":{{metric}},"values":[{{string.Join(',', samples)}}]}""";

    private int CountAt(AlertRequest request, StoredSeries series, DateTimeOffset at)
    {
        int first = FirstAtOrAfter(
            series,
            at - request.Range + TimeSpan.FromTicks(TakesLeftEdge ? 0 : 1)
        );
        return FirstAtOrAfter(series, at.AddTicks(1)) - first;
    }

    private static int FirstAtOrAfter(StoredSeries series, DateTimeOffset time)
    {
        int found = Array.BinarySearch(series.Times, time);
        return found < 0 ? ~found : found;
    }

    private bool IsWithin(AlertRequest request, DateTimeOffset time, DateTimeOffset at) =>
        time <= at && (TakesLeftEdge ? time >= at - request.Range : time > at - request.Range);

    private static string Sample(DateTimeOffset time, int value) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"[{time.ToUnixTimeMilliseconds() / 1000m},\"{value}\"]"
        );

    private static async Task<AlertRequest> ReadAsync(HttpRequest request)
    {
        IFormCollection form = await request.ReadFormAsync();
        Match asked = Asked().Match(form["query"].Single()!);
        string kind = asked.Groups["outer"].Value switch
        {
            "" => "Samples",
            "sum(count_over_time(" => "Counts",
            _ => "Presence",
        };
        bool isInstant = kind == "Samples";
        return new AlertRequest(
            kind,
            asked.Groups["selector"].Value,
            Duration(asked.Groups["range"].Value)
        )
        {
            Start = Time(form[isInstant ? "time" : "start"].Single()!),
            End = Time(form[isInstant ? "time" : "end"].Single()!),
            Step = isInstant
                ? TimeSpan.Zero
                : TimeSpan.FromSeconds(
                    double.Parse(form["step"].Single()!, CultureInfo.InvariantCulture)
                ),
            TenantHeader = request.Headers["X-Scope-OrgID"].ToString(),
        };
    }

    private static TimeSpan Duration(string text)
    {
        string unit = text.TrimStart([.. "0123456789"]);
        double number = double.Parse(text[..^unit.Length], CultureInfo.InvariantCulture);
        return unit switch
        {
            "d" => TimeSpan.FromDays(number),
            "h" => TimeSpan.FromHours(number),
            "m" => TimeSpan.FromMinutes(number),
            "s" => TimeSpan.FromSeconds(number),
            _ => TimeSpan.FromMilliseconds(number),
        };
    }

    private static DateTimeOffset Time(string seconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(
            (long)(decimal.Parse(seconds, CultureInfo.InvariantCulture) * 1000)
        );

    [GeneratedRegex(
        """^(?<outer>sum\(count_over_time\(|max\(present_over_time\()?(?<selector>.*)\[(?<range>\w+)\]\)*$""",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Asked();

    private sealed record StoredSeries(
        IReadOnlyDictionary<string, string> Labels,
        DateTimeOffset[] Times
    );
}
