namespace SloOperator.Resources;

/// <summary>Criticalities as specs, metrics and tables write them.</summary>
internal static class CriticalityText
{
    public static string Write(Criticality criticality) =>
        criticality switch
        {
            Criticality.Critical => "critical",
            Criticality.High => "high",
            Criticality.Low => "low",
            _ => "standard",
        };

    /// <summary>Null text is standard; null is given, and a problem recorded, for what is no criticality.</summary>
    public static Criticality? ReadCriticality(this SpecField field, string? text) =>
        text is null
            ? Criticality.Standard
            : field.ReadChoice(
                text,
                ("critical", Criticality.Critical),
                ("high", Criticality.High),
                ("standard", Criticality.Standard),
                ("low", Criticality.Low)
            );
}
