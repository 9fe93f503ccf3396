using System.Globalization;

namespace SloOperator.Controllers;

/// <summary>How figures are written in a status: plain decimals, as short as they are exact.</summary>
internal static class StatusText
{
    private const decimal Million = 1_000_000m;

    /// <summary>Six decimals, cut and not rounded: 0.9999999 of good events must not read as all of them.</summary>
    public static string Ratio(decimal ratio) =>
        (Math.Floor(ratio * Million) / Million).ToString("0.######", CultureInfo.InvariantCulture);

    public static string Rate(decimal rate) => rate.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Extrapolated counts are not whole; nobody wants to read a third of a request.</summary>
    public static string Count(decimal count) =>
        Math.Round(count).ToString("0", CultureInfo.InvariantCulture);

    public static string Minutes(decimal minutes) =>
        minutes.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>One decimal, cut towards what is worse: 99.96 % is not 100 %, −0.04 % is not 0 %.</summary>
    public static string Percent(decimal ratio) =>
        (Math.Floor(ratio * 1000m) / 10m).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>metav1.Time has no fraction: what is sent must be what comes back.</summary>
    public static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
