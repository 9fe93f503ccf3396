namespace SloOperator.Http;

/// <summary>A server cannot be asked, or its answer not taken, for a reason found on this side; never leaves the client.</summary>
/// <param name="reason">Fit for a status.</param>
internal class ExchangeException(string reason) : Exception(reason);
