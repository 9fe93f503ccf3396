using System.Text;
using SloOperator.Domain.OnCall;
using SloOperator.Pagers.Alertmanager.Wire;

namespace SloOperator.Pagers.Alertmanager;

/// <summary>Tells alerts of a group apart, as Alertmanager's fingerprint does, but for the labels that say which Prometheus sent it: a pair counts once.</summary>
internal static class AlertIdentity
{
    private const ulong OffsetBasis = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    /// <returns>16 hexadecimal digits; the fingerprint itself where there are no labels.</returns>
    public static string Of(WebhookAlert alert)
    {
        if (alert.Labels is not { Count: > 0 } labels)
        {
            return alert.Fingerprint is { Length: <= 16 } given ? given : "";
        }

        ulong hash = OffsetBasis;
        foreach (
            (string name, string? value) in labels
                .Where(label => !AlertLabelNames.Replicas.Contains(label.Key))
                .OrderBy(label => label.Key, StringComparer.Ordinal)
        )
        {
            hash = Add(Add(hash, name), value ?? "");
        }

        return $"{hash:x16}";
    }

    /// <summary>FNV-1a of the text and of 0xFF, which is in no UTF-8.</summary>
    private static ulong Add(ulong hash, string text)
    {
        foreach (byte part in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ part) * Prime;
        }

        return (hash ^ 0xFF) * Prime;
    }
}
