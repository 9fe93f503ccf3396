namespace SloOperator.Soak.Model;

/// <summary>A sequence after which store, server and reconciles did not agree.</summary>
internal sealed class ModelException(string message, Exception inner) : Exception(message, inner);
