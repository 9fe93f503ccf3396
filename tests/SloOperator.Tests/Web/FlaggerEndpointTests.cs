using System.Net;
using SloOperator.Resources;
using SloOperator.Tests.Gate;

namespace SloOperator.Tests.Web;

public sealed class FlaggerEndpointTests : IAsyncLifetime
{
    private const string Canary = """
        {"name": "checkout", "namespace": "payments", "phase": "Progressing", "checksum": "85d557f47b"}
        """;

    private ApiServer _server = null!;

    public async Task InitializeAsync() => _server = await ApiServer.StartAsync("payments");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_canary_goes_on_while_the_gate_is_open()
    {
        _server.Slos.Put(GivenGate.Slo(GivenGate.Open));

        ApiReply reply = await _server.PostAsync("/flagger/v1/gate", Canary);

        reply.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_closed_gate_is_403_with_its_reason_as_text()
    {
        _server.Slos.Put(GivenGate.Slo(GivenGate.Closed));

        ApiReply reply = await _server.PostAsync("/flagger/v1/gate", Canary);

        (reply.Status, reply.Type).ShouldBe((HttpStatusCode.Forbidden, "text/plain"));
        reply.Body.ShouldBe(
            "BudgetExhausted: availability has overspent its budget. It opens by itself at 2026-11-20 17:00 UTC if the last hours go on.\n"
        );
        _server.Audit.Entries.ShouldHaveSingleItem().Reference.ShouldBe("85d557f47b");
    }

    [Fact]
    public async Task The_metadata_name_another_TeamSLO_and_the_class_of_the_change()
    {
        _server.Slos.Put(GivenGate.Slo(GivenGate.Closed));

        ApiReply reply = await _server.PostAsync(
            "/flagger/v1/gate",
            """{"name": "api", "namespace": "payments", "metadata": {"teamSLO": "checkout", "change": "rollback"}}"""
        );

        reply.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("20", "15", HttpStatusCode.OK)]
    [InlineData("20", "14", HttpStatusCode.Forbidden)]
    [InlineData("14.4", "20", HttpStatusCode.Forbidden)]
    public async Task A_rollback_is_asked_for_only_while_both_windows_burn(
        string fiveMinutes,
        string hour,
        HttpStatusCode expected
    )
    {
        _server.Slos.Put(Burning(fiveMinutes, hour));

        (await _server.PostAsync("/flagger/v1/rollback", Canary)).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task What_nobody_kept_current_rolls_nothing_back()
    {
        _server.Slos.Put(Burning("20", "20"));
        _server.Time.Advance(TimeSpan.FromMinutes(16));

        (await _server.PostAsync("/flagger/v1/rollback", Canary)).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"name\": 1}")]
    [InlineData("{\"name\": \"a\", \"name\": \"b\"}")]
    [InlineData("{\"name\": \"checkout\"}")]
    public async Task A_body_that_Flagger_does_not_send_is_400(string body)
    {
        ApiReply reply = await _server.PostAsync("/flagger/v1/gate", body);

        reply.Status.ShouldBe(HttpStatusCode.BadRequest);
        reply.Detail.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_huge_body_is_413_with_one_line()
    {
        ApiReply reply = await _server.PostAsync(
            "/flagger/v1/gate",
            $"{{\"name\": \"{new string('x', 100_000)}\"}}"
        );

        reply.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        reply.Detail.ShouldBe("the body is too large");
    }

    private static TeamSlo Burning(string fiveMinutes, string hour)
    {
        TeamSlo slo = GivenGate.Slo(GivenGate.Closed);
        ObjectiveStatus objective = slo.Status!.Objectives!.Single() with
        {
            Burn = new() { FiveMinutes = fiveMinutes, OneHour = hour },
        };
        return slo with { Status = slo.Status with { Objectives = [objective] } };
    }
}
