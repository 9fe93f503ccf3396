using System.Globalization;

namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>What many runs came to.</summary>
internal sealed class KillTally
{
    public int Runs { get; set; }

    public int Kills { get; set; }

    public int Handovers { get; set; }

    /// <summary>Requests that arrived after their sender had lost the lead.</summary>
    public int Late { get; set; }

    public int Faults { get; set; }

    public int Causes { get; set; }

    public int Made { get; set; }

    /// <summary>Made beside an open one, and closed by a sweep.</summary>
    public int Twins { get; set; }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Runs} runs: {Kills} kills, {Handovers} handovers, {Late} late requests, {Faults} faults; {Causes} causes held at the end, {Made} tickets made, {Twins} twins closed by sweeps; every cause has exactly one open ticket"
        );
}
