using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;
using SloOperator.Http;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Web;

/// <summary>Which objects are asked for.</summary>
/// <param name="Namespace">Null: of all.</param>
/// <param name="Team">Null: of all.</param>
/// <param name="Criticality">Null: of all.</param>
/// <param name="After">Where the page before ended; null: from the first.</param>
/// <param name="Limit">1 to <see cref="Most"/>.</param>
internal sealed record ListQuery(
    string? Namespace,
    string? Team,
    string? Criticality,
    string? After,
    int Limit
)
{
    public const int Most = 500;

    private const int Default = 100;
    private const string Continue = "continue";

    /// <exception cref="ApiProblemException">A parameter that there is not, or a value that cannot be used.</exception>
    public static ListQuery Of(HttpRequest request, bool hasCriticality)
    {
        string[] known = ["namespace", "team", "limit", Continue];
        ApiEndpoints.RefuseOtherParameters(
            request,
            hasCriticality ? [.. known, "criticality"] : known
        );
        return new ListQuery(
            ApiEndpoints.Parameter(request, "namespace"),
            ApiEndpoints.Parameter(request, "team"),
            ApiEndpoints.Parameter(request, "criticality"),
            AfterOf(ApiEndpoints.Parameter(request, Continue)),
            LimitOf(ApiEndpoints.Parameter(request, "limit"))
        );
    }

    /// <summary>To be sent for what comes after it.</summary>
    public static string ContinueAfter(ResourceName name) =>
        WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(KeyOf(name)));

    /// <summary>Names have no character below it, so that the order is that of namespaces, then of names.</summary>
    public static string KeyOf(ResourceName name) => $"{name.Namespace}\u0000{name.Name}";

    private static int LimitOf(string? text) =>
        text is null ? Default
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit)
        && limit is >= 1 and <= Most
            ? limit
        : throw new ApiProblemException(
            HttpProblem.Malformed($"limit: must be 1 to {Most}, a whole number")
        );

    private static string? AfterOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            byte[] bytes = WebEncoders.Base64UrlDecode(text);
            if (Utf8.IsValid(bytes))
            {
                return Encoding.UTF8.GetString(bytes);
            }
        }
        catch (FormatException)
        {
            // Told below.
        }

        throw new ApiProblemException(
            HttpProblem.Malformed($"{Continue}: is not what the page before ended with")
        );
    }
}
