using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SloOperator.Tests.Prometheus.Collection;

/// <summary>Answers batches at the wire from a table of expressions; an expression that is not in the table has no series.</summary>
internal sealed partial class FakePrometheus : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<DateTimeOffset, double?>> _series = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<string, bool> _refused = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _crowded = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _arrived = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly WebApplication _app;

    private FakePrometheus(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public ConcurrentQueue<FakeRequest> Requests { get; } = new();

    public IReadOnlyList<string> Boundaries { get; set; } = [];

    public bool IsDown { get; set; }

    /// <summary>An answer with this expression in it has a warning.</summary>
    public string? WarnsOf { get; set; }

    /// <summary>An answer to more expressions than this is 9 MiB long.</summary>
    public int MostExpressions { get; set; } = int.MaxValue;

    /// <summary>Range queries over more buckets than this are answered as too heavy.</summary>
    public int MostPoints { get; set; } = 11_000;

    /// <summary>Completes with the first request.</summary>
    public Task Arrived => _arrived.Task;

    /// <summary>Requests wait for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public IReadOnlyList<FakeRequest> Queries =>
        [.. Requests.Where(request => request.Expressions.Count > 0)];

    public static async Task<FakePrometheus> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var fake = new FakePrometheus(app);
        app.Run(fake.AnswerAsync);
        await app.StartAsync();
        return fake;
    }

    public void Series(string expression, double? value) => Series(expression, _ => value);

    public void Series(string expression, Func<DateTimeOffset, double?> valueAt) =>
        _series[expression] = valueAt;

    public void Refuse(string expression) => _refused[expression] = true;

    public void Accept(string expression) => _refused.TryRemove(expression, out _);

    public void Crowd(string expression) => _crowded[expression] = true;

    public void Forget() => Requests.Clear();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        _arrived.TrySetResult();
        await Gate.WaitAsync(context.RequestAborted);
        FakeRequest request = await ReadAsync(context.Request);
        Requests.Enqueue(request);
        (int status, string body) = IsDown ? (503, Error("unavailable", "down")) : Answer(request);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }

    private (int Status, string Body) Answer(FakeRequest request) =>
        request switch
        {
            { Path: var path } when path.EndsWith("/buildinfo", StringComparison.Ordinal) => (
                200,
                Success("""{"version":"2.42.0"}""")
            ),
            { Path: var path } when path.EndsWith("/label/le/values", StringComparison.Ordinal) => (
                200,
                Success($"[{string.Join(',', Boundaries.Select(text => $"\"{text}\""))}]")
            ),
            _ when request.Expressions.Values.FirstOrDefault(_refused.ContainsKey) is { } refused =>
                (400, Error("bad_data", $"cannot take {refused}")),
            _ when request.Points > MostPoints => (503, Error("timeout", "too heavy")),
            _ when WarnsOf is { } warned && request.Expressions.Values.Contains(warned) => (
                200,
                """{"status":"success","warnings":["partial"],"data":{"resultType":"matrix","result":[]} }"""
            ),
            _ when request.Expressions.Count > MostExpressions => (200, new string(' ', 9 << 20)),
            _ => (
                200,
                Success(
                    $$"""{"resultType":"{{request.ResultType}}","result":[{{Result(request)}}]}"""
                )
            ),
        };

    private string Result(FakeRequest request) =>
        string.Join(
            ',',
            request.Expressions.SelectMany(pair => Matrix(request, pair.Key, pair.Value))
        );

    private IEnumerable<string> Matrix(FakeRequest request, string number, string expression)
    {
        if (!_series.TryGetValue(expression, out Func<DateTimeOffset, double?>? valueAt))
        {
            return [];
        }

        string[] samples =
        [
            .. request
                .Times.Where(time => valueAt(time) is not null)
                .Select(time => Sample(time, valueAt(time)!.Value)),
        ];
        string values = request.IsInstant
            ? $"\"value\":{samples.FirstOrDefault()}"
            : $"\"values\":[{string.Join(',', samples)}]";
        string[] pods = _crowded.ContainsKey(expression)
            ? ["\"pod\":\"a\",", "\"pod\":\"b\","]
            : [""];
        return samples.Length == 0
            ? []
            : pods.Select(pod => $$"""{"metric":{{{pod}}"slo_ref":"{{number}}"},{{values}}}""");
    }

    private static string Sample(DateTimeOffset time, double value)
    {
        string text = value switch
        {
            double.PositiveInfinity => "+Inf",
            double.NegativeInfinity => "-Inf",
            _ => value.ToString(CultureInfo.InvariantCulture),
        };
        return $"[{time.ToUnixTimeSeconds()},\"{text}\"]";
    }

    private static async Task<FakeRequest> ReadAsync(HttpRequest request)
    {
        IFormCollection? form = request.HasFormContentType ? await request.ReadFormAsync() : null;
        string Parameter(string name) =>
            form?[name].FirstOrDefault() ?? request.Query[name].FirstOrDefault() ?? "";
        Dictionary<string, string> expressions = Referenced()
            .Matches(Parameter("query"))
            .ToDictionary(
                match => match.Groups[2].Value,
                match => match.Groups[1].Value,
                StringComparer.Ordinal
            );
        bool isInstant = request.Path.Value!.EndsWith("/query", StringComparison.Ordinal);
        return new FakeRequest(request.Path.Value, expressions)
        {
            IsInstant = isInstant,
            Start = Time(Parameter(isInstant ? "time" : "start")),
            End = Time(Parameter(isInstant ? "time" : "end")),
            TenantHeader = request.Headers["X-Scope-OrgID"].ToString(),
        };
    }

    private static DateTimeOffset Time(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out DateTimeOffset time)
            ? time
        : default;

    private static string Success(string json) => $$"""{"status":"success","data":{{json}}}""";

    private static string Error(string type, string message) =>
        $$"""{"status":"error","errorType":"{{type}}","error":"{{message}}"}""";

    [GeneratedRegex("""label_replace\((.*?),"slo_ref","(\d+)","",""\)""")]
    private static partial Regex Referenced();
}
