namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>The points of a process between two effects, at which it can be killed.</summary>
internal sealed class Hazard
{
    /// <summary>Points left before the kill; null: none comes.</summary>
    public int? Left { get; set; }

    /// <summary>Points passed in all.</summary>
    public int Passed { get; private set; }

    public int Kills { get; private set; }

    public void Point()
    {
        Passed++;
        if (Left is { } left && (Left = left - 1) < 0)
        {
            Left = null;
            Kills++;
            throw new KilledException();
        }
    }
}
