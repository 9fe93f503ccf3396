namespace SloOperator.Http;

/// <summary>Whether there is such a secret cannot be told now; later it may.</summary>
internal sealed class SecretUnreadableException(SecretKey key)
    : ExchangeException($"{key} cannot be read");
