using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;

namespace SloOperator.Tests.Resources;

/// <summary>Whatever can be decoded is judged, and nothing that is judged throws.</summary>
public sealed class AnySpecTests
{
    private static readonly string[] Texts =
    [
        "",
        "a",
        "A",
        "99.9",
        "100",
        "-1",
        "28d",
        "5m",
        "1h",
        "99999999999y",
        "Timeslices",
        "Week",
        "UTC",
        "*",
        "\0",
        "\uD800",
        "http_requests_total{app=\"a\"}",
        "{",
        "{__name__=~\".+\"}",
        "x{le=\"1\"}",
        "http://p",
        "http://[",
        "http://u:p@h",
        "8Mi",
        "$namespace",
        "$",
        "severity=\"page\"",
        "alertname",
        "Weekly",
        "PagerDuty",
        "Mon 09:00",
        "09:00",
        "2026-02-29",
        "2026-01-05",
        "2026-01-05T09:00:00+01:00",
        "2026-01-05T10:00:00-18:00",
        "Sun-Thu",
        "50%",
        "https://api.pagerduty.com",
        "0.25",
        "1h",
        "OverLimit",
        "Warn",
        "Deny",
        "P1",
        "Exclusion",
        "GateOverride",
        "2026-11-20T02:00:00Z",
        "FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        "FREQ=DAILY;COUNT=1000;INTERVAL=366",
        "Europe/Berlin",
        "GitHub",
        "Jira",
        "a/b",
    ];

    [Fact]
    public void TeamSLO_specs_never_throw() =>
        NeverThrows(
            "TeamSLO",
            json =>
            {
                var slo = JsonSerializer.Deserialize(json, ResourceKinds.TeamSlo.TypeInfo)!;
                TeamSloMapping mapping = new TeamSloMapper(_ => null, _ => null).Map(slo);
                mapping.Problems.ShouldNotBeEmpty();
                _ = TeamSloValidator.Validate(slo);
            }
        );

    [Fact]
    public void OnCallPolicy_specs_never_throw() =>
        NeverThrows(
            "OnCallPolicy",
            json =>
            {
                var policy = JsonSerializer.Deserialize(json, ResourceKinds.OnCallPolicy.TypeInfo)!;
                OnCallPolicyMapping mapping = new OnCallPolicyMapper(_ => null, _ => null).Map(
                    policy
                );
                mapping.IsUsable.ShouldBe(mapping.Problems.Count == 0);
                _ = OnCallPolicyValidator.Validate(policy);
            }
        );

    [Fact]
    public void ErrorBudgetPolicy_specs_never_throw() =>
        NeverThrows(
            "ErrorBudgetPolicy",
            json =>
            {
                ErrorBudgetPolicyMapping mapping = ErrorBudgetPolicyMapper.Map(
                    JsonSerializer.Deserialize(json, ResourceKinds.ErrorBudgetPolicy.TypeInfo)!
                );
                mapping.IsUsable.ShouldBe(mapping.Problems.Count == 0);
            }
        );

    [Fact]
    public void TicketSink_specs_never_throw() =>
        NeverThrows(
            "TicketSink",
            json =>
            {
                TicketSinkMapping mapping = new TicketSinkMapper(allowPrivate: false).Map(
                    JsonSerializer.Deserialize(json, ResourceKinds.TicketSink.TypeInfo)!
                );
                mapping.IsUsable.ShouldBe(mapping.Problems.Count == 0);
            }
        );

    [Fact]
    public void BudgetException_specs_never_throw() =>
        NeverThrows(
            "BudgetException",
            json =>
            {
                BudgetExceptionMapping mapping = BudgetExceptionMapper.Map(
                    JsonSerializer.Deserialize(json, ResourceKinds.BudgetException.TypeInfo)!
                );
                mapping.IsUsable.ShouldBe(mapping.Problems.Count == 0);
            }
        );

    [Fact]
    public void PrometheusEndpoint_specs_never_throw() =>
        NeverThrows(
            "PrometheusEndpoint",
            json =>
            {
                PrometheusEndpointMapping mapping = PrometheusEndpointMapper.Map(
                    JsonSerializer.Deserialize(json, ResourceKinds.PrometheusEndpoint.TypeInfo)!
                );
                mapping.IsUsable.ShouldBe(mapping.Problems.Count == 0);
            }
        );

    private static void NeverThrows(string kind, Action<JsonNode> judge)
    {
        JsonElement schema = kind switch
        {
            "TeamSLO" => Crd.TeamSlo,
            "OnCallPolicy" => Crd.OnCallPolicy,
            "ErrorBudgetPolicy" => Crd.ErrorBudgetPolicy,
            "TicketSink" => Crd.TicketSink,
            "BudgetException" => Crd.BudgetException,
            _ => Crd.PrometheusEndpoint,
        };
        JsonElement spec = schema.GetProperty("properties").GetProperty("spec");
        Prop.ForAll<int>(seed =>
            {
                var root = new JsonObject
                {
                    ["metadata"] = new JsonObject { ["name"] = "a" },
                    ["spec"] = Any(spec, new Random(seed)),
                };
                judge(root);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    /// <summary>Of the right JSON types, because anything else does not decode, and otherwise anything.</summary>
    private static JsonNode? Any(JsonElement schema, Random random) =>
        random.Next(12) == 0
            ? null
            : schema.GetProperty("type").GetString() switch
            {
                "string" => JsonValue.Create(Texts[random.Next(Texts.Length)]),
                "boolean" => JsonValue.Create(random.Next(2) == 0),
                "integer" => JsonValue.Create(random.Next(-2, 2000)),
                "array" => new JsonArray([
                    .. Enumerable
                        .Range(0, random.Next(23))
                        .Select(_ => Any(schema.GetProperty("items"), random)),
                ]),
                _ => AnyObject(schema, random),
            };

    private static JsonObject AnyObject(JsonElement schema, Random random)
    {
        var any = new JsonObject();
        if (schema.TryGetProperty("additionalProperties", out JsonElement values))
        {
            foreach (
                string key in Texts.Where(text =>
                    !text.Contains('\uD800', StringComparison.Ordinal) && random.Next(3) == 0
                )
            )
            {
                any[key] = Any(values, random);
            }
        }
        else
        {
            foreach (
                JsonProperty property in schema
                    .GetProperty("properties")
                    .EnumerateObject()
                    .Where(_ => random.Next(5) > 0)
            )
            {
                any[property.Name] = Any(property.Value, random);
            }
        }

        return any;
    }
}
