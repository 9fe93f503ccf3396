namespace SloOperator.Prometheus.PromQl;

/// <summary>Leaves the parser at the first mistake; never leaves <see cref="Selector.TryParse"/>.</summary>
internal sealed class SelectorException(string message) : Exception(message);
