using SloOperator.Telemetry;

namespace SloOperator.Controllers;

/// <summary>Holds readiness back until all that decisions hang on was read once, and says what is still waited for: an operator that waits for its API server, or for a right, looks like one with nothing to do.</summary>
/// <param name="reads">Each with the plural of its kind.</param>
/// <param name="health">Where it is told.</param>
internal sealed class FirstRead(
    IReadOnlyList<(string Kinds, Task Synced)> reads,
    HealthState health
)
{
    private const string HealthPart = "resources";

    /// <summary>Later outages change nothing: what was read stays in force.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        (string Kinds, Task Synced)[] waiting = [.. reads];
        while (waiting.Length > 0)
        {
            health.Report(
                HealthPart,
                ok: false,
                $"waiting for the first full read of {string.Join(", ", waiting.Select(read => read.Kinds))}"
            );
            // Awaited itself as well: one that failed must end this, and not be looked at for ever.
            await await Task.WhenAny(waiting.Select(read => read.Synced)).WaitAsync(ct);
            waiting = [.. waiting.Where(read => !read.Synced.IsCompletedSuccessfully)];
        }

        health.Report(HealthPart, ok: true, "read");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
    }
}
