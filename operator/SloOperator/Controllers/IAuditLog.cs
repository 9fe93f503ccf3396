namespace SloOperator.Controllers;

/// <summary>What must be found again later: who let what pass, and why. Never throws, never waits.</summary>
internal interface IAuditLog
{
    void Write(AuditEntry entry);
}
