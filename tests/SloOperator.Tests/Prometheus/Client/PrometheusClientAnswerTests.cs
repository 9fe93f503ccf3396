using Microsoft.AspNetCore.Http;
using SloOperator.Prometheus;
using SloOperator.Prometheus.PromQl;

namespace SloOperator.Tests.Prometheus.Client;

public sealed class PrometheusClientAnswerTests
{
    [Fact]
    public async Task A_vector_is_one_sample_a_series()
    {
        await using FakePrometheus server = await FakePrometheus.AnsweringAsync(
            """{"status":"success","data":{"resultType":"vector","result":[{"metric":{"slo_ref":"7"},"value":[1795176000.5,"12.25"]}]},"infos":["PromQL info: fine"]}"""
        );
        using var asking = new Asking(server.Url);

        SampleSeries series = (await asking.QueryAsync())
            .ShouldBeOfType<QueryAnswer.Answered>()
            .Series.ShouldHaveSingleItem();

        series.Labels.ShouldHaveSingleItem().ShouldBe(new("slo_ref", "7"));
        series.Samples.ShouldBe([
            new Sample(DateTimeOffset.FromUnixTimeMilliseconds(1_795_176_000_500), 12.25),
        ]);
    }

    [Fact]
    public async Task NaN_and_infinities_are_kept_for_the_reader_to_judge()
    {
        await using FakePrometheus server = await FakePrometheus.AnsweringAsync(
            """{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"NaN"],[2,"+Inf"],[3,"-Inf"],[4,"1e-3"]]}]}}"""
        );
        using var asking = new Asking(server.Url);

        QueryAnswer answer = await asking.Client.QueryRangeAsync(
            "up",
            Asking.Noon,
            Asking.Noon,
            TimeSpan.FromMinutes(5),
            Asking.Payments,
            CancellationToken.None
        );

        answer
            .ShouldBeOfType<QueryAnswer.Answered>()
            .Series[0]
            .Samples.Select(sample => sample.Value)
            .ShouldBe([double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.001]);
    }

    [Fact]
    public async Task A_query_is_posted_under_the_URLs_path_prefix_with_the_tenants_headers()
    {
        string seen = "";
        await using FakePrometheus server = await FakePrometheus.StartAsync(async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync();
            string tenant = context.Request.Headers["X-Scope-OrgID"]!;
            seen =
                $"{context.Request.Method} {context.Request.Path} {form["query"]} {form["time"]} {tenant}";
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(FakePrometheus.Empty);
        });
        using var asking = new Asking(
            new Uri(server.Url, "/prometheus/"),
            options => options with { Headers = [new("X-Scope-OrgID", "$namespace/$team")] }
        );

        (await asking.QueryAsync("a+b&c"))
            .ShouldBeOfType<QueryAnswer.Answered>()
            .Series.ShouldBeEmpty();

        seen.ShouldBe("POST /prometheus/api/v1/query a+b&c 1795176000 payments/checkout");
    }

    [Fact]
    public async Task Label_values_are_asked_for_by_selector()
    {
        string? match = null;
        await using FakePrometheus server = await FakePrometheus.StartAsync(context =>
        {
            match = $"{context.Request.Path} {context.Request.Query["match[]"]}";
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("""{"status":"success","data":["+Inf","0.3"]}""");
        });
        using var asking = new Asking(server.Url);
        Selector.TryParse("rpc_bucket{a=\"b&c\"}", out Selector? selector, out _).ShouldBeTrue();

        Reply<IReadOnlyList<string>> reply = await asking.Client.LabelValuesAsync(
            "le",
            selector,
            Asking.Noon,
            Asking.Noon,
            Asking.Payments,
            CancellationToken.None
        );

        reply
            .ShouldBeOfType<Reply<IReadOnlyList<string>>.Answered>()
            .Value.ShouldBe(["+Inf", "0.3"]);
        match.ShouldBe("/api/v1/label/le/values rpc_bucket{a=\"b&c\"}");
    }

    [Fact]
    public async Task The_version_is_the_servers_own_word()
    {
        await using FakePrometheus server = await FakePrometheus.AnsweringAsync(
            """{"status":"success","data":{"version":"2.42.0","revision":"x"}}"""
        );
        using var asking = new Asking(server.Url);

        Reply<string> reply = await asking.Client.BuildVersionAsync(CancellationToken.None);

        reply.ShouldBe(new Reply<string>.Answered("2.42.0"));
    }

    [Theory]
    [InlineData(400, "bad_data", "answered 400 bad_data: 1:3: parse error")]
    [InlineData(422, "execution", "answered 422 execution: 1:3: parse error")]
    public async Task A_bad_expression_is_refused_in_Prometheus_words(
        int status,
        string type,
        string reason
    )
    {
        await using FakePrometheus server = await FakePrometheus.AnsweringAsync(
            $$"""{"status":"error","errorType":"{{type}}","error":"1:3: parse error"}""",
            status
        );
        using var asking = new Asking(server.Url);

        (await asking.RefusalAsync()).ShouldBe("endpoint default, query: " + reason);
    }

    [Fact]
    public async Task A_result_of_another_type_is_the_expressions_fault()
    {
        await using FakePrometheus server = await FakePrometheus.AnsweringAsync(
            """{"status":"success","data":{"resultType":"scalar","result":[1,"5"]}}"""
        );
        using var asking = new Asking(server.Url);

        (await asking.RefusalAsync()).ShouldBe(
            "endpoint default, query: the result is a scalar where a vector was expected"
        );
    }
}
