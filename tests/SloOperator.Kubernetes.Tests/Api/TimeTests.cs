using System.Text.Json;
using System.Text.Json.Serialization;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Kubernetes.Tests.Api;

public sealed class TimeTests
{
    [Theory]
    [InlineData("2026-01-05T09:00:00Z", 0)]
    [InlineData("2026-01-05T09:00:00.5Z", 5_000_000)]
    [InlineData("2026-01-05T09:00:00.123456Z", 1_234_560)]
    [InlineData("2026-01-05T09:00:00.1234567Z", 1_234_567)]
    [InlineData("2026-01-05T09:00:00.123456789Z", 1_234_567)]
    [InlineData("2026-01-05T09:00:00.12345678901234567890Z", 1_234_567)]
    [InlineData("2026-01-05T10:30:00.500+01:30", 5_000_000)]
    [InlineData("2026-01-05T10:30:00+01:30", 0)]
    public void Any_fraction_is_read(string text, long ticks)
    {
        DateTimeOffset expected = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero).AddTicks(
            ticks
        );

        Times times = Read($$"""{"Time":"{{text}}","Micro":"{{text}}"}""");

        times.Time.ShouldBe(expected);
        times.Micro.ShouldBe(expected);
    }

    [Fact]
    public void Absent_and_null_are_null() =>
        Read("""{"Time":null}""").ShouldBe(new Times(null, null));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-01-05")]
    [InlineData("2026-01-05T09:00:00")]
    [InlineData("")]
    public void What_is_no_time_says_so(string text)
    {
        JsonException failure = Should.Throw<JsonException>(() =>
            Read($$"""{"Time":"{{text}}"}""")
        );

        failure.Path.ShouldBe("$.Time");
        failure.Message.ShouldContain($"'{text}' is not an RFC 3339 time");
    }

    [Theory]
    [InlineData(0, "2026-01-05T09:00:00Z", "2026-01-05T09:00:00.000000Z")]
    [InlineData(5_000_000, "2026-01-05T09:00:00Z", "2026-01-05T09:00:00.500000Z")]
    [InlineData(1_234_567, "2026-01-05T09:00:00Z", "2026-01-05T09:00:00.123456Z")]
    public void Seconds_are_whole_and_micro_times_have_six_digits(
        long ticks,
        string time,
        string micro
    )
    {
        DateTimeOffset at = new DateTimeOffset(
            2026,
            1,
            5,
            10,
            0,
            0,
            TimeSpan.FromHours(1)
        ).AddTicks(ticks);

        string json = JsonSerializer.Serialize(new Times(at, at), TimesJson.Default.Times);

        json.ShouldBe($$"""{"Time":"{{time}}","Micro":"{{micro}}"}""");
    }

    private static Times Read(string json) =>
        JsonSerializer.Deserialize(json, TimesJson.Default.Times)!;
}

internal sealed record Times(
    [property: JsonConverter(typeof(TimeJsonConverter))] DateTimeOffset? Time,
    [property: JsonConverter(typeof(MicroTimeJsonConverter))] DateTimeOffset? Micro
);

[JsonSerializable(typeof(Times))]
internal sealed partial class TimesJson : JsonSerializerContext;
