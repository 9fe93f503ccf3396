namespace SloOperator.Demo;

/// <summary>The demo cannot go on; the message says why, for people.</summary>
internal sealed class DemoFailure(string message) : Exception(message);
