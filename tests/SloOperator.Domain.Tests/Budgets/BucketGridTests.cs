using SloOperator.Domain.Budgets;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Budgets;

public sealed class BucketGridTests
{
    [Theory]
    [InlineData("2026-11-20T12:00:00Z", "2026-11-20T12:00:00Z")]
    [InlineData("2026-11-20T12:00:00.0000001Z", "2026-11-20T12:00:00Z")]
    [InlineData("2026-11-20T12:04:59.9999999Z", "2026-11-20T12:00:00Z")]
    [InlineData("2026-11-20T12:05:00Z", "2026-11-20T12:05:00Z")]
    [InlineData("1969-12-31T23:59:59Z", "1969-12-31T23:55:00Z")]
    [InlineData("1969-12-31T23:55:00Z", "1969-12-31T23:55:00Z")]
    public void The_floor_of_a_time_is_the_last_five_minute_boundary_not_after_it(
        string time,
        string floor
    )
    {
        BucketGrid.Floor(At(time)).ShouldBe(At(floor));
    }
}
