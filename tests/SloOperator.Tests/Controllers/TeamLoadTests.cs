using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.OnCall;

namespace SloOperator.Tests.Controllers;

/// <summary>The load of the people who answer for a service, in the status of its TeamSLO.</summary>
public sealed class TeamLoadTests : TeamSloScenario
{
    private const string Named = "onCallPolicy: primary";

    private static readonly OnCallPolicy Primary = new()
    {
        Metadata = new ObjectMeta { Name = "primary", Namespace = "shop" },
    };

    [Fact]
    public async Task Without_a_policy_nothing_is_said_of_load()
    {
        Policies.CompleteSync();

        (await StatusAsync("")).OnCall.ShouldBeNull();
    }

    [Fact]
    public async Task The_load_of_the_named_policy_joins_the_status()
    {
        Policies.CompleteSync();
        Policies.Put(
            Primary with
            {
                Status = new OnCallPolicyStatus
                {
                    Incidents = new IncidentCountStatus { Lower = 41, Upper = 44 },
                    IncidentsPer12h = "0.98",
                    Summary = new LoadSummaryStatus { Pages = 41, Load = "WithinLimit" },
                },
            }
        );

        (await StatusAsync(Named)).OnCall.ShouldBe(
            new TeamLoadStatus
            {
                Policy = "primary",
                Load = "WithinLimit",
                Pages = 41,
                IncidentsPer12h = "0.98",
            }
        );
    }

    [Fact]
    public async Task A_policy_that_is_not_there_is_unknown_and_says_so()
    {
        Policies.CompleteSync();

        (await StatusAsync(Named)).OnCall.ShouldBe(
            Unknown("no OnCallPolicy primary is in the namespace of this TeamSLO")
        );
    }

    [Fact]
    public async Task Before_the_policies_were_read_none_is_said_to_be_missing() =>
        (await StatusAsync(Named)).OnCall.ShouldBe(
            Unknown("the OnCallPolicies were not read yet")
        );

    [Fact]
    public async Task A_policy_that_was_not_evaluated_is_unknown()
    {
        Policies.CompleteSync();
        Policies.Put(Primary);

        (await StatusAsync(Named)).OnCall.ShouldBe(
            Unknown("the OnCallPolicy primary was not evaluated yet")
        );
    }

    [Fact]
    public async Task A_load_that_changes_is_worth_a_write_and_a_rate_that_drifts_is_not()
    {
        Policies.CompleteSync();
        Policies.Put(WithLoad("WithinLimit", "0.98"));
        await StatusAsync(Named);

        Policies.Put(WithLoad("WithinLimit", "0.97"));
        await ReconcileAsync();
        Slos.Written.Count.ShouldBe(1);

        Policies.Put(WithLoad("OverLimit", "0.97"));
        await ReconcileAsync();
        Slos.Written.Count.ShouldBe(2);
        Status.OnCall!.Load.ShouldBe("OverLimit");
    }

    private static OnCallPolicy WithLoad(string load, string rate) =>
        Primary with
        {
            Status = new OnCallPolicyStatus
            {
                IncidentsPer12h = rate,
                Summary = new LoadSummaryStatus { Load = load },
            },
        };

    private static TeamLoadStatus Unknown(string message) =>
        new()
        {
            Policy = "primary",
            Load = "Unknown",
            Message = message,
        };

    private async Task<TeamSloStatus> StatusAsync(string fields)
    {
        Apply(Given.Counted(), fields);
        Answer(Given.Day());
        await ReconcileAsync();
        return Status;
    }
}
