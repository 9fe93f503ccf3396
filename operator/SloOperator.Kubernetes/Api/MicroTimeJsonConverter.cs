using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SloOperator.Kubernetes.Api;

/// <summary>metav1.MicroTime: RFC 3339 with any fraction on input, exactly six digits of it on output, because older servers refuse any other number.</summary>
public sealed class MicroTimeJsonConverter : JsonConverter<DateTimeOffset>
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
            value.UtcDateTime.ToString(Rfc3339.Microseconds, CultureInfo.InvariantCulture)
        );
    }
}
