using System.Text.Json;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Tests.Resources;

public sealed class ResourceJsonTests
{
    private const string OfTheFuture = """
        {"apiVersion":"slo-operator.dev/v1alpha1","kind":"TeamSLO",
         "metadata":{"name":"a","managedFields":[{"manager":"kubectl"}]},
         "spec":{"team":"a","objectives":[{"name":"o","indicator":{"events":{"total":"t","ratio":"r"}}}]},
         "status":{"conditions":[{"type":"Ready","status":"True","reason":"Ok","lastTransitionTime":"2026-11-20T12:00:00Z"}]}}
        """;

    [Fact]
    public void A_cluster_may_know_fields_that_this_version_does_not() =>
        JsonSerializer
            .Deserialize(OfTheFuture, ResourceKinds.TeamSlo.TypeInfo)
            .ShouldNotBeNull()
            .Spec!.Objectives![0]!.Indicator!.Events!.Total.ShouldBe("t");

    [Fact]
    public void A_file_may_not_and_the_error_says_where()
    {
        JsonException error = Should.Throw<JsonException>(() =>
            JsonSerializer.Deserialize(OfTheFuture, ManifestKinds.TeamSlo.TypeInfo)
        );

        error.Path.ShouldBe("$.spec.objectives[0].indicator.events.ratio");
    }

    [Fact]
    public void Metadata_of_a_file_may_hold_what_only_servers_know() =>
        JsonSerializer
            .Deserialize(
                OfTheFuture.Replace(",\"ratio\":\"r\"", "", StringComparison.Ordinal),
                ManifestKinds.TeamSlo.TypeInfo
            )
            .ShouldNotBeNull()
            .Status!.Conditions.ShouldHaveSingleItem()
            .Reason.ShouldBe("Ok");

    [Theory]
    [InlineData("99.9")]
    [InlineData("true")]
    [InlineData("{}")]
    public void A_target_that_is_no_text_is_an_error_that_says_where(string target) =>
        Should
            .Throw<JsonException>(() =>
                JsonSerializer.Deserialize(
                    $$$"""{"spec":{"objectives":[{"target":{{{target}}}}]}}""",
                    ResourceKinds.TeamSlo.TypeInfo
                )
            )
            .Path.ShouldBe("$.spec.objectives[0].target");

    [Fact]
    public void A_field_written_twice_is_an_error() =>
        Should.Throw<JsonException>(() =>
            JsonSerializer.Deserialize(
                """{"spec":{"team":"a","team":"b"}}""",
                ManifestKinds.TeamSlo.TypeInfo
            )
        );

    [Fact]
    public void A_status_leaves_out_what_is_unknown()
    {
        var status = new TeamSloStatus
        {
            ObservedGeneration = 3,
            EvaluatedAt = new DateTimeOffset(2026, 11, 20, 13, 0, 0, TimeSpan.FromHours(1)),
            Summary = new SummaryStatus { Budget = "31.2%", BurnOneHour = "1.4" },
            Objectives =
            [
                new ObjectiveStatus
                {
                    Name = "a",
                    Verdict = "Measured",
                    Burn = new BurnStatus { FiveMinutes = "0.8" },
                },
            ],
        };

        JsonSerializer
            .Serialize(status, ResourceJson.Default.TeamSloStatus)
            .ShouldBe(
                """{"observedGeneration":3,"evaluatedAt":"2026-11-20T12:00:00Z","summary":{"budget":"31.2%","burn1h":"1.4"}"""
                    + ""","objectives":[{"name":"a","verdict":"Measured","burn":{"5m":"0.8"}}]}"""
            );
    }

    [Theory]
    [InlineData("""{"data":{"token":"aHVudGVyMg=="}}""", "hunter2")]
    [InlineData("""{"stringData":{"token":"plain"},"data":{"token":"aHVudGVyMg=="}}""", "plain")]
    [InlineData("""{"data":{"token":"not base64"}}""", null)]
    [InlineData("""{"data":{"token":"/w=="}}""", null)]
    [InlineData("""{"data":{"token":null}}""", null)]
    [InlineData("""{"data":{"other":"aHVudGVyMg=="}}""", null)]
    [InlineData("{}", null)]
    public void A_secret_gives_text_or_nothing(string json, string? token) =>
        JsonSerializer
            .Deserialize(json, ManifestKinds.Secret.TypeInfo)
            .ShouldNotBeNull()
            .Find("token")
            .ShouldBe(token);

    [Fact]
    public void A_secret_does_not_print_what_it_holds()
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal) { ["k"] = "hunter2" };
        var secret = new Secret
        {
            Metadata = new ObjectMeta { Name = "prom" },
            Data = values,
            StringData = values,
        };

        secret.ToString().ShouldBe("secret prom");
    }
}
