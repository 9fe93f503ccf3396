using SloOperator.Domain.OnCall;
using SloOperator.EndToEnd.Tests.Fixtures;
using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;
using SloOperator.Testing;
using Xunit.Abstractions;

namespace SloOperator.EndToEnd.Tests.OnCall;

/// <summary>One scenario on real servers from the scraped page to the status on the API server.</summary>
public sealed class PageCountTests(ControlPlaneFixture cluster, ITestOutputHelper output)
    : IClassFixture<ControlPlaneFixture>
{
    private const string ByPrometheus = "by-prometheus";
    private const string ByWebhook = "by-webhook";

    [Fact]
    public async Task Both_sources_count_the_pages_that_happened_and_no_classic_idiom_does()
    {
        await using TeamNamespace team = await TeamNamespace.CreateAsync(cluster);
        Uri hook = new(team.Operator.Url, $"hooks/alertmanager/{team.Name}/{ByWebhook}");
        await using PagedShop shop = await PagedShop.StartAsync(hook, OnCallText.Token);
        await ApplyPoliciesAsync(team, shop);

        NoisyShift shift = new(shop);
        await shift.WakeForTwoServicesAsync();
        await team.LoadAsync(ByPrometheus, status => status.Pages().ShouldBe(2));
        await shift.LoseReplicaAsync();
        await team.LoadAsync(ByPrometheus, ShouldNotClaimToKnow);
        await shift.ResolveAfterRestartAsync();
        await shift.WakeForOthersAsync();
        await shift.WakeAgainAsync();

        await ShouldCountAsync(team, ByPrometheus, shift.Incidents);
        await ShouldCountAsync(team, ByWebhook, shift.Incidents);
        await ShouldBoundAsync(team, shop, shift);
        await ShouldMissAsync(shop, shift);
        await TableShouldShowAsync(team);
        team.Operator.ShouldBeWell();
    }

    private static async Task ApplyPoliciesAsync(TeamNamespace team, PagedShop shop)
    {
        await team.AddEndpointAsync(shop.Both.Url);
        await team.ApplyAsync(OnCallText.Secret(team.Name));
        await team.ApplyAsync(
            OnCallText.Policy(team.Name, ByPrometheus, OnCallText.FromPrometheus)
        );
        await team.ApplyAsync(OnCallText.Policy(team.Name, ByWebhook, OnCallText.FromWebhook));
        await team.LoadAsync(ByPrometheus, status => status.Pages().ShouldBe(0));
        await team.LoadAsync(ByWebhook, status => status.Pages().ShouldBe(0));
    }

    /// <summary>Half of a pair is not known to be all of it: nothing is judged, and no fewer pages are told.</summary>
    private static void ShouldNotClaimToKnow(OnCallPolicyStatus status)
    {
        Condition fresh = status
            .Conditions.ShouldNotBeNull()
            .Single(condition => condition.Type == "DataFresh");
        (fresh.Status, fresh.Reason).ShouldBe(("False", "Stale"));
        // Without a whole covered minute there are no figures at all.
        status.Incidents?.Lower.ShouldBe(2);
    }

    /// <summary>The count, the hours it adds up from, the repeated key, and in the operator the keys in their order.</summary>
    private static async Task ShouldCountAsync(
        TeamNamespace team,
        string policy,
        IReadOnlyList<string> incidents
    )
    {
        await team.LoadAsync(
            policy,
            status =>
            {
                status.Pages().ShouldBe(incidents.Count);
                HoursCountStatus hours = status.ByHours.ShouldNotBeNull();
                (hours.Business + hours.Off + hours.Sleep).ShouldBe(incidents.Count);
                hours.Uncovered.ShouldBe(0);
                // The second of the two is open, so that nobody knows yet how long it lasts.
                status
                    .TopRepeats.ShouldNotBeNull()
                    .ShouldHaveSingleItem()
                    .ShouldBe(
                        new RepeatedKeyStatus
                        {
                            Key = "HighLatency/api",
                            Count = 2,
                            Transient = 1,
                        }
                    );
                status.RepeatsPer7d.ShouldBe(1);
            }
        );
        PageHistory pages = team
            .Operator.PagesOf(new ResourceName(team.Name, policy))
            .ShouldNotBeNull();
        pages.Incidents.Select(page => page.Key).ShouldBe(incidents);
    }

    /// <summary>Here the sources differ: samples leave open what a hole in them is, and a pager is told of a group only now and then.</summary>
    private static async Task ShouldBoundAsync(TeamNamespace team, PagedShop shop, NoisyShift shift)
    {
        int pages = shift.Incidents.Count;
        await team.LoadAsync(
            ByPrometheus,
            status =>
            {
                status.Incidents.ShouldNotBeNull().Upper.ShouldBe(pages + shift.Holes);
                status.AlertsEach().ShouldBe((decimal)shift.Onsets / pages);
            }
        );
        await team.LoadAsync(
            ByWebhook,
            status =>
            {
                status.Incidents.ShouldNotBeNull().Upper.ShouldBe(pages);
                status.AlertsEach().ShouldBe((decimal)shop.Pager.OnsetsTold / pages);
            }
        );
    }

    private async Task ShouldMissAsync(PagedShop shop, NoisyShift shift)
    {
        ClassicIdioms idioms = await ClassicIdioms.ComputeAsync(shop);
        output.WriteLine($"what happened: {string.Join(", ", shift.Incidents)}");
        output.WriteLine($"incidents, by either source:         {shift.Incidents.Count}");
        output.WriteLine($"changes(ALERTS) summed:              {idioms.ChangesOfAlerts}");
        output.WriteLine($"onsets of ALERTS_FOR_STATE summed:   {idioms.SummedOnsets}");
        output.WriteLine($"alertmanager_notifications_total:    {idioms.NotificationsSent}");
        output.WriteLine($"posts to the pager:                  {idioms.Posts}");
        output.WriteLine($"posts to the pager that say firing:  {idioms.FiringPosts}");

        idioms.ChangesOfAlerts.ShouldBe(0);
        idioms.All.ShouldAllBe(count => count != shift.Incidents.Count);
        // Each pod on each replica, whose restart and flap come on top.
        idioms.SummedOnsets.ShouldBeGreaterThan(2 * shift.Onsets);
    }

    /// <summary>Again when the operator has written between the two looks, and until a whole minute is covered.</summary>
    private static Task TableShouldShowAsync(TeamNamespace team) =>
        Eventually.HoldsAsync(
            async () =>
            {
                OnCallPolicyStatus status = await team.LoadAsync(
                    ByPrometheus,
                    status => status.IncidentsPer12h.ShouldNotBeNull()
                );
                string[][] table = Cells(
                    (await team.Kubectl.RunAsync("get", "oncallpolicies", "-A")).Output
                );
                string.Join(' ', table[0])
                    .ShouldBe("NAMESPACE NAME TEAM PAGES PER-12H OFF-HOURS SLEEP LOAD AGE");
                string.Join(' ', table.Single(row => row[1] == ByPrometheus)[..8])
                    .ShouldBe(
                        $"{team.Name} {ByPrometheus} shop 5 {status.IncidentsPer12h} {status.ByHours!.Off} {status.ByHours.Sleep} OverLimit"
                    );
                string.Join(' ', table.Single(row => row[1] == ByWebhook)[..4])
                    .ShouldBe($"{team.Name} {ByWebhook} shop 5");
            },
            PagedShop.Deadline
        );

    private static string[][] Cells(string table) =>
        [
            .. table
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ];
}
