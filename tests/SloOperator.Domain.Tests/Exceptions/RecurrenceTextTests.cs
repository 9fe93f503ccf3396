using NodaTime;
using SloOperator.Domain.Exceptions;
using static SloOperator.Domain.Tests.Given;

namespace SloOperator.Domain.Tests.Exceptions;

public sealed class RecurrenceTextTests
{
    [Fact]
    public void Every_Sunday_is_read()
    {
        Recurrence rule = Read("FREQ=WEEKLY;BYDAY=SU");

        rule.Frequency.ShouldBe(RecurrenceFrequency.Weekly);
        rule.Interval.ShouldBe(1);
        rule.Weekdays.ShouldBe([new WeekdayChoice(IsoDayOfWeek.Sunday, null)]);
        rule.MonthDays.ShouldBeEmpty();
        (rule.Count, rule.Until, rule.UntilDate).ShouldBe((null, null, null));
    }

    [Fact]
    public void Parts_may_stand_in_any_order()
    {
        Recurrence rule = Read("COUNT=3;BYDAY=-1FR,2MO;INTERVAL=2;FREQ=MONTHLY");

        rule.Frequency.ShouldBe(RecurrenceFrequency.Monthly);
        rule.Interval.ShouldBe(2);
        rule.Weekdays.ShouldBe([
            new WeekdayChoice(IsoDayOfWeek.Friday, -1),
            new WeekdayChoice(IsoDayOfWeek.Monday, 2),
        ]);
        rule.Count.ShouldBe(3);
    }

    [Fact]
    public void Days_of_a_month_are_counted_from_either_end() =>
        Read("FREQ=MONTHLY;BYMONTHDAY=1,+15,-1").MonthDays.ShouldBe([1, 15, -1]);

    [Fact]
    public void An_end_is_a_date_or_a_time_in_UTC()
    {
        Read("FREQ=DAILY;UNTIL=20261231").UntilDate.ShouldBe(new LocalDate(2026, 12, 31));
        Read("FREQ=DAILY;UNTIL=20261231T235959Z").Until.ShouldBe(At("2026-12-31T23:59:59Z"));
    }

    [Theory]
    [InlineData("FREQ=DAILY;BYHOUR=3", "BYHOUR is not supported; ")]
    [InlineData("FREQ=DAILY;BYMINUTE=3", "BYMINUTE is not supported; ")]
    [InlineData("FREQ=WEEKLY;WKST=SU", "WKST is not supported; ")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1", "BYSETPOS is not supported; ")]
    [InlineData("FREQ=MONTHLY;BYMONTH=3", "BYMONTH is not supported; ")]
    [InlineData("FREQ=YEARLY", "FREQ=YEARLY is not supported; ")]
    [InlineData("FREQ=HOURLY", "FREQ=HOURLY is not supported; ")]
    [InlineData("freq=DAILY", "FREQ is missing; ")]
    [InlineData("BYDAY=SU", "FREQ is missing; ")]
    [InlineData("", "\"\" is no NAME=VALUE; ")]
    [InlineData("FREQ=", "\"FREQ=\" is no NAME=VALUE; ")]
    [InlineData("FREQ=DAILY;", "\"\" is no NAME=VALUE; ")]
    [InlineData("FREQ=DAILY;FREQ=WEEKLY", "FREQ is written twice; ")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is no number from 1 to 366")]
    [InlineData("FREQ=DAILY;INTERVAL=367", "INTERVAL=367 is no number from 1 to 366")]
    [InlineData("FREQ=DAILY;COUNT=1001", "COUNT=1001 is no number from 1 to 1000")]
    [InlineData("FREQ=DAILY;COUNT=-1", "COUNT=-1 is no number from 1 to 1000")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX names no days; ")]
    [InlineData("FREQ=WEEKLY;BYDAY=S", "BYDAY=S names no days; ")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO", "BYDAY=6MO names no days; ")]
    [InlineData("FREQ=MONTHLY;BYDAY=0MO", "BYDAY=0MO names no days; ")]
    [InlineData("FREQ=WEEKLY;BYDAY=1MO", "BYDAY=1MO counts the days of a month, ")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY is not for FREQ=WEEKLY; ")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32 names no days of a month; ")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-", "BYMONTHDAY=- names no days of a month; ")]
    [InlineData("FREQ=DAILY;UNTIL=20261231T235959", "UNTIL=20261231T235959 is no end; ")]
    [InlineData("FREQ=DAILY;UNTIL=20260230", "UNTIL=20260230 is no end; ")]
    [InlineData("FREQ=DAILY;UNTIL=99991231", "UNTIL=99991231 is no end; ")]
    [InlineData("FREQ=DAILY;COUNT=2;UNTIL=20261231", "COUNT and UNTIL exclude each other; ")]
    public void What_is_not_of_the_subset_is_refused_by_name(string text, string begin)
    {
        RecurrenceText.Parse(text, out string? problem).ShouldBeNull();

        problem.ShouldNotBeNull().ShouldStartWith(begin);
    }

    [Fact]
    public void Nothing_that_somebody_writes_throws()
    {
        string[] names = ["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL", "WKST", ""];
        string[] values =
        [
            "DAILY",
            "WEEKLY",
            "MONTHLY",
            "0",
            "1",
            "-1",
            "MO",
            "5SU",
            "+",
            ",",
            "",
            "29",
        ];
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Join(
                ';',
                Enumerable
                    .Range(0, random.Next(4))
                    .Select(_ =>
                        $"{names[random.Next(names.Length)]}={values[random.Next(values.Length)]}"
                    )
            );

            Recurrence? rule = RecurrenceText.Parse(text, out string? problem);

            (rule is null).ShouldBe(problem is not null, text);
        }
    }

    private static Recurrence Read(string text)
    {
        Recurrence? rule = RecurrenceText.Parse(text, out string? problem);
        problem.ShouldBeNull();
        return rule.ShouldNotBeNull();
    }
}
