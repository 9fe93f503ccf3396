using SloOperator.Resources;

namespace SloOperator.Tests.Resources;

public sealed class PrometheusEndpointValidatorTests
{
    [Fact]
    public void A_url_is_enough() => Problems("url: http://prometheus:9090").ShouldBeEmpty();

    [Fact]
    public void Every_problem_is_told_at_once() =>
        Problems(
                """
                url: ftp://p
                headers: {Host: a, X-A: $tenant}
                auth: {bearer: {secret: A_B}, basic: {username: "a:b", secret: s, key: k}}
                allowedNamespaces: [shop, Shop, shop]
                enforcedMatchers: {1st: a, env: ""}
                evaluationDelay: 16m
                limits: {concurrency: 0, queriesPerSecond: 1001, timeout: 1h, maxResponse: 8M}
                """
            )
            .Select(problem => problem.Path)
            .ShouldBe([
                "spec.url",
                "spec.headers[\"Host\"]",
                "spec.headers[\"X-A\"]",
                "spec.auth.bearer.secret",
                "spec.auth.bearer.key",
                "spec.auth.basic.username",
                "spec.auth",
                "spec.allowedNamespaces[1]",
                "spec.allowedNamespaces[2]",
                "spec.enforcedMatchers[\"1st\"]",
                "spec.enforcedMatchers[\"env\"]",
                "spec.evaluationDelay",
                "spec.limits.concurrency",
                "spec.limits.queriesPerSecond",
                "spec.limits.timeout",
                "spec.limits.maxResponse",
            ]);

    [Theory]
    [InlineData("http://p", true)]
    [InlineData("https://p:8443/mimir/prometheus", true)]
    [InlineData("http://[::1]:9090/", true)]
    [InlineData("http:///path", false)]
    [InlineData("p:9090", false)]
    [InlineData("/prometheus", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("http://p?x=1", false)]
    [InlineData("http://p/#a", false)]
    [InlineData("http://p:99999", false)]
    [InlineData("http://p\\@q", false)]
    [InlineData("", false)]
    public void Urls_are_absolute_and_hold_no_more_than_the_place(string url, bool valid) =>
        IsValid($"url: '{url}'", "spec.url").ShouldBe(valid);

    [Theory]
    [InlineData("http://user:hunter2@p:9090")]
    [InlineData("http://p:9090/?token=hunter2")]
    public void A_credential_in_a_url_is_refused_and_not_repeated(string url) =>
        Problems($"url: '{url}'").ShouldHaveSingleItem().Message.ShouldNotContain("hunter2");

    [Fact]
    public void A_credential_in_a_header_is_not_repeated() =>
        Problems("url: http://p\nheaders: {X-Key: 'hunter2$', Authorization: hunter2}")
            .ShouldAllBe(problem => !problem.Message.Contains("hunter2", StringComparison.Ordinal));

    [Theory]
    [InlineData("$namespace", true)]
    [InlineData("$namespace|$team", true)]
    [InlineData("tenant-$namespace-prod", true)]
    [InlineData("plain", true)]
    [InlineData("$tenant", false)]
    [InlineData("costs 5$", false)]
    [InlineData("${namespace}", false)]
    [InlineData("ümlaut", false)]
    public void Headers_know_two_placeholders(string value, bool valid) =>
        IsValid($"url: http://p\nheaders: {{X-A: '{value}'}}", "spec.headers[\"X-A\"]")
            .ShouldBe(valid);

    [Theory]
    [InlineData("0s", true)]
    [InlineData("15m", true)]
    [InlineData("15m1ms", false)]
    [InlineData("", false)]
    public void The_evaluation_delay_is_0_to_15_minutes(string delay, bool valid) =>
        IsValid($"url: http://p\nevaluationDelay: '{delay}'", "spec.evaluationDelay")
            .ShouldBe(valid);

    [Theory]
    [InlineData("64Ki", true)]
    [InlineData("256Mi", true)]
    [InlineData("63Ki", false)]
    [InlineData("257Mi", false)]
    [InlineData("8", false)]
    [InlineData("1Gi", false)]
    [InlineData("-8Mi", false)]
    public void The_response_limit_is_64Ki_to_256Mi(string size, bool valid) =>
        IsValid($"url: http://p\nlimits: {{maxResponse: {size}}}", "spec.limits.maxResponse")
            .ShouldBe(valid);

    [Theory]
    [InlineData("1s", true)]
    [InlineData("2m", true)]
    [InlineData("999ms", false)]
    [InlineData("2m1s", false)]
    public void The_timeout_is_1s_to_2m(string timeout, bool valid) =>
        IsValid($"url: http://p\nlimits: {{timeout: {timeout}}}", "spec.limits.timeout")
            .ShouldBe(valid);

    [Fact]
    public void Header_names_that_differ_in_case_alone_are_one_header() =>
        Problems("url: http://p\nheaders: {X-A: a, x-a: b}")
            .ShouldHaveSingleItem()
            .Path.ShouldBe("spec.headers[\"x-a\"]");

    private static IReadOnlyList<Problem> Problems(string spec) =>
        PrometheusEndpointValidator.Validate(Written.Endpoint(spec));

    private static bool IsValid(string spec, string path)
    {
        IReadOnlyList<Problem> problems = Problems(spec);
        problems.ShouldAllBe(problem => problem.Path == path);
        return problems.Count == 0;
    }
}
