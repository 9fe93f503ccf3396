using System.Text.Encodings.Web;
using System.Text.Json;
using SloOperator.Controllers;

namespace SloOperator.Telemetry;

/// <summary>The audit log: one JSON object a line, on stdout, apart from all other logs.</summary>
internal sealed class AuditLog(TextWriter output) : IAuditLog
{
    private const string Category = "Audit";

    // Escapes what would break a line, and leaves names of people as they are written.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _turn = new();

    public void Write(AuditEntry entry)
    {
        string line = Format(entry);
        lock (_turn)
        {
            try
            {
                output.WriteLine(line);
                output.Flush();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // Whoever read stdout is gone; what was decided stands all the same, in status and events.
            }
        }
    }

    private static string Format(AuditEntry entry)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Options))
        {
            json.WriteStartObject();
            json.WriteString("time", entry.At.UtcDateTime);
            json.WriteString("logger", Category);
            json.WriteString("decision", entry.Decision);
            WriteSome(json, "who", entry.Who);
            json.WriteString("kind", entry.Kind);
            json.WriteString("object", entry.Name.ToString());
            WriteSome(json, "uid", entry.Uid);
            WriteSome(json, "regarding", entry.Regarding?.ToString());
            json.WriteString("reason", entry.Reason);
            WriteSome(json, "reference", entry.Reference);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    private static void WriteSome(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
