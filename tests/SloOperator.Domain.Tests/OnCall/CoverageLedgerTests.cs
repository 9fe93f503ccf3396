using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.OnCall;

public sealed class CoverageLedgerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly CoverageLedger _ledger = new(TimeSpan.FromMinutes(1));

    [Fact]
    public void Each_sample_covers_the_interval_that_it_ends()
    {
        See(0);

        Within(-10, 10).ShouldBe([Range(-1, 0)]);
    }

    [Fact]
    public void One_missing_sample_is_no_gap_and_two_are_one()
    {
        See(0, 2, 5);

        Within(-10, 10).ShouldBe([Range(-1, 2), Range(4, 5)]);
    }

    [Fact]
    public void What_lies_outside_is_cut_off_and_what_is_left_of_nothing_is_left_out()
    {
        See(0, 1, 2, 3, 10);

        Within(1, 9).ShouldBe([Range(1, 3)]);
    }

    [Fact]
    public void What_ended_before_is_forgotten()
    {
        See(0, 10);

        _ledger.Forget(Noon.AddMinutes(1));

        Within(-10, 20).ShouldBe([Range(9, 10)]);
    }

    private void See(params int[] minutes) =>
        _ledger.Add(minutes.Select(minute => Noon.AddMinutes(minute)));

    private IReadOnlyList<TimeRange> Within(int from, int to) => _ledger.Within(Range(from, to));

    private static TimeRange Range(int from, int to) =>
        new(Noon.AddMinutes(from), Noon.AddMinutes(to));
}
