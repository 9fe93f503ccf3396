namespace SloOperator.Web;

/// <summary>Tells who calls.</summary>
internal interface IApiAccess
{
    /// <param name="token">The bearer token; null: there is none.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="ApiProblemException">Nobody who may ask, or it cannot be told now.</exception>
    ValueTask<ApiCaller> IdentifyAsync(string? token, CancellationToken ct);
}
