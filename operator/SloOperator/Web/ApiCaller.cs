namespace SloOperator.Web;

/// <summary>Who asks.</summary>
/// <param name="Name">As the API server knows them; for the audit log.</param>
/// <param name="MayReadAsync">Whether they may see the TeamSLOs of a namespace; null: of all.</param>
internal sealed record ApiCaller(
    string Name,
    Func<string?, CancellationToken, ValueTask<bool>> MayReadAsync
);
