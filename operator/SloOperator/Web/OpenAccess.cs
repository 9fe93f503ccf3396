namespace SloOperator.Web;

/// <summary>Standalone: whoever reaches the port may ask, and it listens on loopback unless told otherwise.</summary>
internal sealed class OpenAccess : IApiAccess
{
    private static readonly ApiCaller Anybody = new(
        "anonymous",
        (_, _) => ValueTask.FromResult(true)
    );

    public ValueTask<ApiCaller> IdentifyAsync(string? token, CancellationToken ct) =>
        ValueTask.FromResult(Anybody);
}
