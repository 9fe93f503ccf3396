namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>kill -9: nothing of the process goes on, only what it had stored and sent is there.</summary>
internal sealed class KilledException() : Exception("killed");
