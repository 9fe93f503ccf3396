using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using SloOperator.Http;

namespace SloOperator.Prometheus.Wire;

/// <summary>{"metric": {…}, "value": [t, "v"]} or {"metric": {…}, "values": [[t, "v"], …]}. Native histograms have no number and are no series here.</summary>
internal sealed class SampleSeriesConverter : JsonConverter<SampleSeries>
{
    // 9999-12-31: the end of what DateTimeOffset holds.
    private const double LastSecond = 253_402_300_799;

    public override SampleSeries? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    )
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        IReadOnlyDictionary<string, string> labels = ReadOnlyDictionary<string, string>.Empty;
        IReadOnlyList<Sample>? samples = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? member = reader.GetString();
            reader.Read();
            switch (member)
            {
                case "metric":
                    labels = ReadLabels(ref reader);
                    break;
                case "value" when samples is null:
                    samples = [ReadSample(ref reader)];
                    break;
                case "values" when samples is null:
                    samples = ReadSamples(ref reader);
                    break;
                default:
                    throw new JsonException(
                        $"A series has \"{FailureReason.Excerpt(member ?? "")}\" where one number a time was expected."
                    );
            }
        }

        return samples is null
            ? throw new JsonException("A series has no values.")
            : new SampleSeries(labels, samples);
    }

    public override void Write(
        Utf8JsonWriter writer,
        SampleSeries value,
        JsonSerializerOptions options
    ) => throw new NotSupportedException("Series are only read.");

    private static IReadOnlyDictionary<string, string> ReadLabels(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string label = reader.GetString()!;
            reader.Read();
            Expect(ref reader, JsonTokenType.String);
            if (!labels.TryAdd(label, reader.GetString()!))
            {
                throw new JsonException("A label is given twice.");
            }
        }

        return labels.Count == 0 ? ReadOnlyDictionary<string, string>.Empty : labels;
    }

    private static List<Sample> ReadSamples(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var samples = new List<Sample>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            samples.Add(ReadSample(ref reader));
        }

        return samples;
    }

    private static Sample ReadSample(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        reader.Read();
        Expect(ref reader, JsonTokenType.Number);
        DateTimeOffset time = ToTime(reader.GetDouble());
        reader.Read();
        Expect(ref reader, JsonTokenType.String);
        double value = ToValue(reader.GetString()!);
        reader.Read();
        Expect(ref reader, JsonTokenType.EndArray);
        return new Sample(time, value);
    }

    private static DateTimeOffset ToTime(double seconds) =>
        seconds is >= 0 and <= LastSecond
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1000))
            : throw new JsonException("A sample's time is out of range.");

    private static double ToValue(string text) =>
        text switch
        {
            "NaN" => double.NaN,
            "+Inf" or "Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ when double.TryParse(
                    text,
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out double value
                ) => value,
            _ => throw new JsonException("A sample's value is no number."),
        };

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
        {
            throw new JsonException($"Expected {type}, found {reader.TokenType}.");
        }
    }
}
