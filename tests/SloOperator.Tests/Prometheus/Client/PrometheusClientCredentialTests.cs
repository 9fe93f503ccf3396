using Microsoft.AspNetCore.Http;
using SloOperator.Http;
using SloOperator.Prometheus;

namespace SloOperator.Tests.Prometheus.Client;

public sealed class PrometheusClientCredentialTests
{
    private static readonly SecretKey Token = new("prom", "token");

    [Fact]
    public async Task A_rotated_token_is_read_again_after_a_401()
    {
        await using FakePrometheus server = await AcceptingAsync("Bearer new");
        using Asking asking = Bearing(server.Url, "old");
        (await asking.FailureAsync()).ShouldBe("endpoint default, query: answered 401");

        asking.Secrets["prom", "token"] = "new\n";

        (await asking.QueryAsync()).ShouldBeOfType<QueryAnswer.Answered>();
        asking.Secrets.Reads.ShouldBe(3);
    }

    [Fact]
    public async Task A_token_is_kept_for_a_minute_and_then_read_again()
    {
        await using FakePrometheus server = await AcceptingAsync("Bearer old", "Bearer new");
        using Asking asking = Bearing(server.Url, "old");
        await asking.QueryAsync();
        asking.Clock.Advance(TimeSpan.FromSeconds(59));
        await asking.QueryAsync();
        asking.Secrets.Reads.ShouldBe(1);

        asking.Clock.Advance(TimeSpan.FromSeconds(1));
        await asking.QueryAsync();

        asking.Secrets.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_missing_secret_is_named_by_secret_and_key()
    {
        using var asking = new Asking(
            new Uri("http://127.0.0.1:9"),
            options => options with { Auth = new EndpointAuth.Bearer(Token) }
        );

        (await asking.FailureAsync()).ShouldBe(
            "endpoint default, query: there is no key token of secret prom"
        );
    }

    [Fact]
    public async Task A_token_that_no_header_can_carry_is_not_sent_and_not_shown()
    {
        using Asking asking = Bearing(new Uri("http://127.0.0.1:9"), "a\nb");

        (await asking.FailureAsync()).ShouldBe(
            "endpoint default, query: key token of secret prom holds nothing that a header can carry"
        );
    }

    [Fact]
    public async Task A_password_goes_out_as_basic_authentication()
    {
        await using FakePrometheus server = await AcceptingAsync("Basic dXNlcjpww6Rzcw==");
        using var asking = new Asking(
            server.Url,
            options =>
                options with
                {
                    Auth = new EndpointAuth.Basic("user", new SecretKey("prom", "password")),
                }
        );
        asking.Secrets["prom", "password"] = "päss";

        (await asking.QueryAsync()).ShouldBeOfType<QueryAnswer.Answered>();
    }

    [Fact]
    public async Task An_answer_that_echoes_the_token_does_not_carry_it_on()
    {
        await using FakePrometheus server = await FakePrometheus.AnsweringAsync(
            $$"""{"status":"error","errorType":"internal","error":"{{new string('x', 190)}} s3cr3t-t0ken-of-prom"}""",
            500
        );
        using Asking asking = Bearing(server.Url, "s3cr3t-t0ken-of-prom");

        string reason = await asking.FailureAsync();

        reason.ShouldContain("xxx [hidden]");
        reason.ShouldNotContain("s3cr");
    }

    [Fact]
    public async Task A_header_that_cannot_be_sent_stops_the_request()
    {
        using var asking = new Asking(
            new Uri("http://127.0.0.1:9"),
            options => options with { Headers = [new("Content-Type", "x")] }
        );

        (await asking.FailureAsync()).ShouldBe(
            "endpoint default, query: the header Content-Type cannot be sent"
        );
    }

    private static Asking Bearing(Uri url, string token)
    {
        var asking = new Asking(
            url,
            options => options with { Auth = new EndpointAuth.Bearer(Token) }
        );
        asking.Secrets["prom", "token"] = token;
        return asking;
    }

    private static Task<FakePrometheus> AcceptingAsync(params string[] authorizations) =>
        FakePrometheus.StartAsync(context =>
        {
            bool accepted = authorizations.Contains(
                context.Request.Headers.Authorization.ToString(),
                StringComparer.Ordinal
            );
            context.Response.StatusCode = accepted ? 200 : 401;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(FakePrometheus.Empty);
        });
}
