namespace SloOperator.Http;

/// <summary>There is no such secret, or no such key in it: somebody must put it there.</summary>
internal sealed class SecretMissingException(SecretKey key)
    : ExchangeException($"there is no {key}");
