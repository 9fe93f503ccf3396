using System.Globalization;
using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Pagers;

namespace SloOperator.Tests.Pagers.Opsgenie;

public sealed class OpsgenieLaws
{
    private static readonly DateTimeOffset Start = Paging.Noon.AddHours(-2);

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Two_adjacent_ranges_hold_the_incidents_of_both_together(int seed)
    {
        var random = new Random(seed);
        bool isSuccessor = seed % 2 == 0;
        await using OpsgenieStub account = await OpsgenieStub.StartAsync(isSuccessor);
        AlertStub[] alerts = [.. Enumerable.Range(0, 40).Select(i => Any(i, random))];
        account.Raise(alerts);
        using var paging = new Paging(
            isSuccessor ? PagerType.JiraOps : PagerType.Opsgenie,
            account.Server.Url
        );
        // Right after a page, where it is to be told from what follows it.
        DateTimeOffset[] told =
        [
            .. alerts
                .SelectMany(alert => alert.Recipients.Select(recipient => recipient.At))
                .Where(at => Start < at && at < Paging.Noon.AddMinutes(-1)),
        ];
        DateTimeOffset middle = told[random.Next(told.Length)].AddSeconds(random.Next(1, 60));

        PagerAnswer.Answered whole = await paging.AnswerAsync(Start, Paging.Noon);
        PagerAnswer.Answered first = await paging.AnswerAsync(Start, middle);
        PagerAnswer.Answered second = await paging.AnswerAsync(middle, Paging.Noon);

        whole.Incidents.Count.ShouldBeGreaterThan(0);
        Incident[] parts = [.. first.Incidents, .. second.Incidents];
        parts.ShouldBe(whole.Incidents);
    }

    private static AlertStub Any(int number, Random random)
    {
        DateTimeOffset created = Start.AddSeconds(random.Next(-7200, 7200));
        (string User, DateTimeOffset At)[] recipients =
        [
            .. new[] { "ann", "bob", "carol" }
                .Take(random.Next(0, 4))
                .Select(user => (user, created.AddSeconds(random.Next(0, 5000)))),
        ];
        return new AlertStub(
            number.ToString(CultureInfo.InvariantCulture),
            $"Down {number % 5}",
            created
        )
        {
            ClosedAt = random.Next(3) == 0 ? null : created.AddSeconds(random.Next(5000, 9000)),
            Recipients = recipients,
            Logs =
            [
                .. recipients
                    .Where(_ => random.Next(2) == 0)
                    .Select(recipient =>
                        (
                            random.Next(3) == 0 ? "Email sent" : "SMS sent",
                            $"{recipient.User}@example.com",
                            recipient.At.AddSeconds(random.Next(0, 300))
                        )
                    ),
            ],
        };
    }
}
