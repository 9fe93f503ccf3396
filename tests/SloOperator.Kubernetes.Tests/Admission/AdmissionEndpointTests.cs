using System.Net;
using SloOperator.Kubernetes.Admission;

namespace SloOperator.Kubernetes.Tests.Admission;

public sealed class AdmissionEndpointTests
{
    [Theory]
    [InlineData("admission.k8s.io/v1")]
    [InlineData("admission.k8s.io/v1beta1")]
    public async Task The_answer_echoes_apiVersion_kind_and_uid(string apiVersion)
    {
        await using Webhook webhook = await Webhook.StartAsync(_ => AdmissionDecision.Allow());

        (HttpStatusCode status, string body) = await webhook.PostAsync(
            Review("{}").Replace("admission.k8s.io/v1", apiVersion, StringComparison.Ordinal)
        );

        status.ShouldBe(HttpStatusCode.OK);
        body.ShouldBe(
            $$$"""{"apiVersion":"{{{apiVersion}}}","kind":"AdmissionReview","response":{"uid":"705ab4f5","allowed":true}}"""
        );
    }

    [Fact]
    public async Task A_denial_is_HTTP_200_with_message_code_and_warnings_as_raw_UTF_8()
    {
        await using Webhook webhook = await Webhook.StartAsync(_ =>
            AdmissionDecision.Deny("budget is spent 😀", 409) with
            {
                Warnings = ["ask the team/owner"],
            }
        );

        (HttpStatusCode status, string body) = await webhook.PostAsync(Review("{}"));

        status.ShouldBe(HttpStatusCode.OK);
        body.ShouldBe(
            """{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"705ab4f5","allowed":false,"status":{"message":"budget is spent 😀","code":409},"warnings":["ask the team/owner"]}}"""
        );
    }

    [Fact]
    public async Task The_decision_sees_who_writes_what_and_where()
    {
        AdmissionRequest? seen = null;
        await using Webhook webhook = await Webhook.StartAsync(request =>
        {
            seen = request;
            return AdmissionDecision.Allow("noted");
        });

        await webhook.PostAsync(Review("""{"spec":{"replicas":3}}"""));

        seen.ShouldNotBeNull();
        (seen.Operation, seen.Namespace, seen.Name).ShouldBe(("UPDATE", "shop", "checkout"));
        seen.Resource.ShouldBe(
            new AdmissionResource
            {
                Group = "apps",
                Version = "v1",
                Resource = "deployments",
            }
        );
        (seen.SubResource, seen.DryRun).ShouldBe(("scale", true));
        seen.UserInfo!.Username.ShouldBe("jane");
        seen.UserInfo.Groups.ShouldBe(["developers"]);
        seen.Object!.Value.GetProperty("spec").GetProperty("replicas").GetInt32().ShouldBe(3);
        seen.OldObject.ShouldBeNull();
    }

    [Theory]
    [InlineData("", "the body is not a JSON AdmissionReview: line 1, byte 1")]
    [InlineData("nonsense", "the body is not a JSON AdmissionReview: line 1, byte 2")]
    [InlineData("[]", "the body is not a JSON AdmissionReview: line 1, byte 2")]
    [InlineData("null", "kind: must be AdmissionReview")]
    [InlineData("""{"kind":"Pod","apiVersion":"v1"}""", "kind: must be AdmissionReview")]
    [InlineData(
        """{"kind":"AdmissionReview","apiVersion":"v1","request":{"uid":"1"}}""",
        "apiVersion: must be of the group admission.k8s.io"
    )]
    [InlineData(
        """{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1"}""",
        "request: is missing"
    )]
    [InlineData(
        """{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"operation":"CREATE"}}""",
        "request.uid: is missing"
    )]
    [InlineData(
        """{"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"1","operation":"UPDATE","object":null}}""",
        "request.object: is missing, which UPDATE is about"
    )]
    public async Task Nonsense_is_400_with_the_reason_and_decides_nothing(
        string body,
        string reason
    )
    {
        int decisions = 0;
        await using Webhook webhook = await Webhook.StartAsync(_ =>
        {
            decisions++;
            return AdmissionDecision.Allow();
        });

        (HttpStatusCode status, string answer) = await webhook.PostAsync(body);

        status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ShouldBe($$"""{"title":"Bad Request","status":400,"detail":"{{reason}}"}""" + "\n");
        decisions.ShouldBe(0);
    }

    [Fact]
    public async Task A_body_of_7_MiB_is_read_and_a_larger_one_is_413()
    {
        await using Webhook webhook = await Webhook.StartAsync(_ => AdmissionDecision.Allow());
        string Filled(int bytes) => Review($"{{\"x\":\"{new string('x', bytes)}\"}}");
        string Sized(int bytes) => Filled(bytes - Filled(0).Length);

        (HttpStatusCode whole, _) = await webhook.PostAsync(Sized(7 * 1024 * 1024));
        (HttpStatusCode larger, _) = await webhook.PostAsync(Sized((7 * 1024 * 1024) + 1));

        whole.ShouldBe(HttpStatusCode.OK);
        larger.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_decision_that_throws_is_500_and_the_next_one_is_answered()
    {
        bool fails = true;
        await using Webhook webhook = await Webhook.StartAsync(_ =>
            fails ? throw new InvalidOperationException("bug") : AdmissionDecision.Allow()
        );

        (HttpStatusCode first, string body) = await webhook.PostAsync(Review("{}"));
        fails = false;
        (HttpStatusCode second, _) = await webhook.PostAsync(Review("{}"));

        first.ShouldBe(HttpStatusCode.InternalServerError);
        body.ShouldNotContain("bug");
        second.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(399)]
    [InlineData(600)]
    public void A_denial_has_the_code_of_an_error(int code) =>
        Should.Throw<ArgumentOutOfRangeException>(() => AdmissionDecision.Deny("no", code));

    private static string Review(string o) =>
        """
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"705ab4f5",
            "kind":{"group":"autoscaling","version":"v1","kind":"Scale"},
            "resource":{"group":"apps","version":"v1","resource":"deployments"},"subResource":"scale",
            "name":"checkout","namespace":"shop","operation":"UPDATE",
            "userInfo":{"username":"jane","uid":"1","groups":["developers"],"extra":{"some":["thing"]}},
            "oldObject":null,"dryRun":true,"options":{"kind":"UpdateOptions"},"object":
            """
        + o
        + "}}";
}
