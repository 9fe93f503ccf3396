namespace SloOperator.Tests.Pagers.Alertmanager;

/// <summary>Bodies as Alertmanager sends them.</summary>
internal static class Webhooks
{
    /// <summary>Of version 0.32, with all its members and one of a version to come.</summary>
    public const string Firing = """
        {
          "receiver": "payments-pager",
          "status": "firing",
          "notification_reason": "first notification",
          "alerts": [
            {
              "status": "firing",
              "labels": {"alertname": "HighLatency", "service": "api", "pod": "api-1", "replica": "0"},
              "annotations": {"summary": "p99 above 300 ms"},
              "startsAt": "2026-01-08T12:00:00.090023826Z",
              "endsAt": "0001-01-01T00:00:00Z",
              "generatorURL": "http://prometheus/graph",
              "fingerprint": "3f8c1a2b9d4e5f60"
            },
            {
              "status": "resolved",
              "labels": {"alertname": "HighLatency", "service": "api", "pod": "api-2", "replica": "0"},
              "annotations": {},
              "startsAt": "2026-01-08T11:00:00Z",
              "endsAt": "2026-01-08T11:30:00Z",
              "generatorURL": "",
              "fingerprint": "aa07c4e51b3d9f22"
            }
          ],
          "groupLabels": {"service": "api", "alertname": "HighLatency"},
          "commonLabels": {"alertname": "HighLatency", "service": "api", "replica": "0"},
          "commonAnnotations": {},
          "externalURL": "http://alertmanager:9093",
          "version": "4",
          "groupKey": "{}/{team=\"payments\"}:{alertname=\"HighLatency\", service=\"api\"}",
          "truncatedAlerts": 3,
          "yetToCome": {"of": ["a", "later", "version"]}
        }
        """;

    public static string With(string from, string to) =>
        Firing.Contains(from, StringComparison.Ordinal)
            ? Firing.Replace(from, to, StringComparison.Ordinal)
            : throw new ArgumentException($"There is no {from}.", nameof(from));

    /// <summary>A valid body of exactly so many bytes.</summary>
    public static string OfSize(int bytes) =>
        With(
            "p99 above 300 ms",
            new string('x', bytes - Firing.Length + "p99 above 300 ms".Length)
        );
}
