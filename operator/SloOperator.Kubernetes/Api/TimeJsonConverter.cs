using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SloOperator.Kubernetes.Api;

/// <summary>metav1.Time: RFC 3339 with any fraction on input, whole seconds of UTC on output.</summary>
public sealed class TimeJsonConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => Rfc3339.Parse(reader.GetString());

    public override void Write(
        Utf8JsonWriter writer,
        DateTimeOffset value,
        JsonSerializerOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(
            value.UtcDateTime.ToString(Rfc3339.Seconds, CultureInfo.InvariantCulture)
        );
    }
}
