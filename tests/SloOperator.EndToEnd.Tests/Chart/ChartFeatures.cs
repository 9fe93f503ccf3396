namespace SloOperator.EndToEnd.Tests.Chart;

/// <summary>The values files of this folder's tests.</summary>
internal static class ChartFeatures
{
    public static readonly TheoryData<string> All =
    [
        "default",
        "namespaces",
        "everything",
        "cert-manager",
        "policy",
    ];
}
