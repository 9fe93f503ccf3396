using System.Globalization;
using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Pagers;
using static SloOperator.Tests.Pagers.PagerDuty.LoggedEntry;

namespace SloOperator.Tests.Pagers.PagerDuty;

public sealed class PagerDutyLaws
{
    private static readonly DateTimeOffset Start = Paging.Noon.AddHours(-2);

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Two_adjacent_ranges_hold_the_incidents_of_both_together(int seed)
    {
        var random = new Random(seed);
        await using PagerDutyStub account = await PagerDutyStub.StartAsync();
        DateTimeOffset[] told = FillLog(account, random);
        using var paging = new Paging(PagerType.PagerDuty, account.Server.Url);
        // Right after a page, where it is to be told from what follows it.
        DateTimeOffset middle = told[random.Next(told.Length)].AddSeconds(random.Next(1, 60));

        PagerAnswer.Answered whole = await paging.AnswerAsync(Start, Paging.Noon);
        PagerAnswer.Answered first = await paging.AnswerAsync(Start, middle);
        PagerAnswer.Answered second = await paging.AnswerAsync(middle, Paging.Noon);

        whole.Incidents.Count.ShouldBeGreaterThan(5);
        Incident[] parts = [.. first.Incidents, .. second.Incidents];
        parts.ShouldBe(whole.Incidents);
    }

    // Three people, incidents that repeat and escalate across every border, crowded enough that many fall into one minute.
    private static DateTimeOffset[] FillLog(PagerDutyStub account, Random random)
    {
        List<DateTimeOffset> told = [];
        for (int i = 0; i < 80; i++)
        {
            string id = "P" + i.ToString(CultureInfo.InvariantCulture);
            DateTimeOffset created = Start.AddSeconds(random.Next(-3600, 7200));
            var incident = new PagedStub(id, $"Down {i % 7}", created)
            {
                IsReference = random.Next(4) == 0,
                ResolvedAt = random.Next(3) == 0 ? null : created.AddSeconds(random.Next(9000)),
                Alerts = random.Next(4),
            };
            account.Know(incident);
            for (int n = 0; n < random.Next(1, 6); n++)
            {
                string entry =
                    $"R{i.ToString(CultureInfo.InvariantCulture)}-{n.ToString(CultureInfo.InvariantCulture)}";
                string person = random.Next(3) switch
                {
                    0 => "Ann",
                    1 => "Bob",
                    _ => "Carol",
                };
                DateTimeOffset at = created.AddSeconds(random.Next(0, 4) * random.Next(0, 1200));
                told.Add(at);
                LoggedEntry notify = Notify(entry, at, person, incident);
                account.Log(random.Next(5) == 0 ? notify.By("email") : notify);
            }
        }

        return [.. told.Where(at => Start < at && at < Paging.Noon.AddMinutes(-1))];
    }
}
