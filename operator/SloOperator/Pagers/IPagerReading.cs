using SloOperator.Domain.OnCall;

namespace SloOperator.Pagers;

/// <summary>One read of one range. Shifts are read after the pages.</summary>
internal interface IPagerReading
{
    /// <summary>What was left out so far, a line each.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <exception cref="PagerException">They cannot be told.</exception>
    Task<IReadOnlyList<Incident>> PagesAsync(CancellationToken ct);

    /// <exception cref="PagerException">They cannot be told.</exception>
    Task<IReadOnlyList<Shift>> ShiftsAsync(CancellationToken ct);
}
