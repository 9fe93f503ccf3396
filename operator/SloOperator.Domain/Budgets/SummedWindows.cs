namespace SloOperator.Domain.Budgets;

/// <summary>The windows of one assessment, which all end at the same time: each is summed once, however many figures ask for it.</summary>
internal sealed class SummedWindows(BudgetLedger ledger, DateTimeOffset end)
{
    private readonly Dictionary<TimeSpan, WindowSums> _sums = new(BurnWindow.All.Count + 1);

    public WindowSums Over(TimeSpan length)
    {
        if (!_sums.TryGetValue(length, out WindowSums sums))
        {
            sums = ledger.Sum(end - length, end);
            _sums.Add(length, sums);
        }

        return sums;
    }
}
