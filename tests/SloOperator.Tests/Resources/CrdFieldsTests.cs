using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;

namespace SloOperator.Tests.Resources;

/// <summary>The types that read resources and the schemas that admit them are two hands' work; they must name the same fields.</summary>
public sealed class CrdFieldsTests
{
    [Fact]
    public void TeamSlo_types_and_schema_name_the_same_fields() =>
        FieldsOf(ResourceJson.Default.TeamSlo).ShouldBe(FieldsOf(Crd.TeamSlo), ignoreOrder: true);

    [Fact]
    public void OnCallPolicy_types_and_schema_name_the_same_fields() =>
        FieldsOf(ResourceJson.Default.OnCallPolicy)
            .ShouldBe(FieldsOf(Crd.OnCallPolicy), ignoreOrder: true);

    [Fact]
    public void PrometheusEndpoint_types_and_schema_name_the_same_fields() =>
        FieldsOf(ResourceJson.Default.PrometheusEndpoint)
            .ShouldBe(FieldsOf(Crd.PrometheusEndpoint), ignoreOrder: true);

    [Fact]
    public void ErrorBudgetPolicy_types_and_schema_name_the_same_fields() =>
        FieldsOf(ResourceJson.Default.ErrorBudgetPolicy)
            .ShouldBe(FieldsOf(Crd.ErrorBudgetPolicy), ignoreOrder: true);

    [Fact]
    public void ReliabilityTicket_types_and_schema_name_the_same_fields() =>
        FieldsOf(ResourceJson.Default.ReliabilityTicket)
            .ShouldBe(FieldsOf(Crd.ReliabilityTicket), ignoreOrder: true);

    [Fact]
    public void TicketSink_types_and_schema_name_the_same_fields() =>
        FieldsOf(ResourceJson.Default.TicketSink)
            .ShouldBe(FieldsOf(Crd.TicketSink), ignoreOrder: true);

    [Fact]
    public void BudgetException_types_and_schema_name_the_same_fields() =>
        FieldsOf(ResourceJson.Default.BudgetException)
            .ShouldBe(FieldsOf(Crd.BudgetException), ignoreOrder: true);

    [Theory]
    [InlineData("teamslos.yaml", "TeamSLO", "teamslos", "tslo", "Namespaced")]
    [InlineData("oncallpolicies.yaml", "OnCallPolicy", "oncallpolicies", "ocp", "Namespaced")]
    [InlineData(
        "prometheusendpoints.yaml",
        "PrometheusEndpoint",
        "prometheusendpoints",
        "prom",
        "Cluster"
    )]
    [InlineData(
        "errorbudgetpolicies.yaml",
        "ErrorBudgetPolicy",
        "errorbudgetpolicies",
        "ebp",
        "Cluster"
    )]
    [InlineData(
        "reliabilitytickets.yaml",
        "ReliabilityTicket",
        "reliabilitytickets",
        "tickets",
        "Namespaced"
    )]
    [InlineData("ticketsinks.yaml", "TicketSink", "ticketsinks", "tsink", "Cluster")]
    [InlineData(
        "budgetexceptions.yaml",
        "BudgetException",
        "budgetexceptions",
        "bex",
        "Namespaced"
    )]
    public void Definitions_name_the_kinds_that_the_operator_asks_for(
        string file,
        string kind,
        string plural,
        string shortName,
        string scope
    )
    {
        JsonElement spec = Crd.Definition(file).GetProperty("spec");

        spec.GetProperty("group").GetString().ShouldBe(ResourceKinds.Group);
        spec.GetProperty("versions")[0]
            .GetProperty("name")
            .GetString()
            .ShouldBe(ResourceKinds.Version);
        spec.GetProperty("scope").GetString().ShouldBe(scope);
        JsonElement names = spec.GetProperty("names");
        names.GetProperty("kind").GetString().ShouldBe(kind);
        names.GetProperty("plural").GetString().ShouldBe(plural);
        names.GetProperty("shortNames")[0].GetString().ShouldBe(shortName);
        names.GetProperty("categories")[0].GetString().ShouldBe("slo");
    }

    [Fact]
    public void Kinds_in_code_are_named_as_in_the_definitions()
    {
        ResourceKinds.TeamSlo.ShouldSatisfyAllConditions(
            kind => kind.Kind.ShouldBe("TeamSLO"),
            kind => kind.Plural.ShouldBe("teamslos"),
            kind => kind.Namespaced.ShouldBeTrue()
        );
        ResourceKinds.OnCallPolicy.ShouldSatisfyAllConditions(
            kind => kind.Kind.ShouldBe("OnCallPolicy"),
            kind => kind.Plural.ShouldBe("oncallpolicies"),
            kind => kind.Namespaced.ShouldBeTrue()
        );
        ResourceKinds.ErrorBudgetPolicy.ShouldSatisfyAllConditions(
            kind => kind.Kind.ShouldBe("ErrorBudgetPolicy"),
            kind => kind.Plural.ShouldBe("errorbudgetpolicies"),
            kind => kind.Namespaced.ShouldBeFalse()
        );
        ResourceKinds.ReliabilityTicket.ShouldSatisfyAllConditions(
            kind => kind.Kind.ShouldBe("ReliabilityTicket"),
            kind => kind.Plural.ShouldBe("reliabilitytickets"),
            kind => kind.Namespaced.ShouldBeTrue()
        );
        ResourceKinds.TicketSink.ShouldSatisfyAllConditions(
            kind => kind.Kind.ShouldBe("TicketSink"),
            kind => kind.Plural.ShouldBe("ticketsinks"),
            kind => kind.Namespaced.ShouldBeFalse()
        );
        ResourceKinds.BudgetException.ShouldSatisfyAllConditions(
            kind => kind.Kind.ShouldBe("BudgetException"),
            kind => kind.Plural.ShouldBe("budgetexceptions"),
            kind => kind.Namespaced.ShouldBeTrue()
        );
        ResourceKinds.PrometheusEndpoint.ShouldSatisfyAllConditions(
            kind => kind.Kind.ShouldBe("PrometheusEndpoint"),
            kind => kind.Plural.ShouldBe("prometheusendpoints"),
            kind => kind.Namespaced.ShouldBeFalse()
        );
    }

    [Fact]
    public void Every_field_has_a_description() => Undescribed().ShouldBeEmpty();

    [Fact]
    public void Every_text_and_list_that_a_user_writes_is_bounded() => Unbounded().ShouldBeEmpty();

    [Fact]
    public void No_text_of_an_on_call_status_can_be_empty() =>
        OnCallStatus()
            .Where(field =>
                field.Schema.GetProperty("type").ValueEquals("string")
                && !field.Schema.TryGetProperty("format", out _)
                && !field.Schema.TryGetProperty("enum", out _)
                && !field.Schema.TryGetProperty("minLength", out _)
            )
            .Select(field => field.Path)
            .ShouldBeEmpty();

    [Fact]
    public void Every_list_of_an_on_call_status_is_bounded_and_has_one_writer() =>
        OnCallStatus()
            .Where(field =>
                field.Schema.GetProperty("type").ValueEquals("array")
                && !field.Path.EndsWith(".conditions", StringComparison.Ordinal)
            )
            .ShouldAllBe(field =>
                field.Schema.GetProperty("x-kubernetes-list-type").ValueEquals("atomic")
                && field.Schema.GetProperty("maxItems").GetInt32() > 0
            );

    [Theory]
    [InlineData(
        "teamslos.yaml",
        "Team,Service,Budget,Burn(1h),Gate,Tickets,Age",
        "Objective,Opens,Exhaustion,Evaluated"
    )]
    [InlineData(
        "oncallpolicies.yaml",
        "Team,Pages,Per-12h,Off-Hours,Sleep,Load,Age",
        "Source,Coverage,Evaluated"
    )]
    [InlineData("errorbudgetpolicies.yaml", "Enforcement,Ready,Age", "")]
    [InlineData("reliabilitytickets.yaml", "Team,Cause,Phase,Sink,URL,Age", "Priority,Message")]
    [InlineData("ticketsinks.yaml", "Type,Project,Ready,Age", "URL")]
    [InlineData(
        "budgetexceptions.yaml",
        "TeamSLO,Type,Phase,Start,End,Returned,Uses,Ready,Age",
        "Category,Approved"
    )]
    [InlineData("prometheusendpoints.yaml", "URL,Version,Reachable,Age", "")]
    public void Columns_are_those_of_the_design(string file, string always, string wide)
    {
        JsonElement[] columns =
        [
            .. Crd.Definition(file)
                .GetProperty("spec")
                .GetProperty("versions")[0]
                .GetProperty("additionalPrinterColumns")
                .EnumerateArray(),
        ];

        Names(columns.Where(column => !column.TryGetProperty("priority", out _))).ShouldBe(always);
        Names(columns.Where(column => column.TryGetProperty("priority", out _))).ShouldBe(wide);

        static string Names(IEnumerable<JsonElement> columns) =>
            string.Join(',', columns.Select(column => column.GetProperty("name").GetString()));
    }

    /// <summary>In a flow mapping a comma ends a description, and what follows is a field that servers refuse.</summary>
    [Fact]
    public void Columns_have_only_fields_that_servers_know() =>
        Directory
            .GetFiles(Crd.Folder, "*.yaml")
            .SelectMany(file =>
                Crd.Definition(Path.GetFileName(file))
                    .GetProperty("spec")
                    .GetProperty("versions")[0]
                    .GetProperty("additionalPrinterColumns")
                    .EnumerateArray()
            )
            .SelectMany(column => column.EnumerateObject().Select(field => field.Name))
            .Distinct()
            .Except(["name", "type", "format", "jsonPath", "description", "priority"])
            .ShouldBeEmpty();

    private static IEnumerable<string> Undescribed() =>
        from schema in All()
        where
            !schema.Path.EndsWith(".metadata", StringComparison.Ordinal)
            && !schema.Schema.TryGetProperty("description", out _)
        select schema.Path;

    private static IEnumerable<string> Unbounded() =>
        from schema in All()
        where schema.Path.Contains(".spec", StringComparison.Ordinal) && !IsBounded(schema.Schema)
        select schema.Path;

    private static bool IsBounded(JsonElement schema)
    {
        return schema.GetProperty("type").GetString() switch
        {
            "string" => Has("maxLength") || Has("enum"),
            "array" => Has("maxItems"),
            "integer" => Has("minimum"),
            "boolean" => true,
            _ => !Has("additionalProperties") || Has("maxProperties"),
        };

        bool Has(string keyword) => schema.TryGetProperty(keyword, out _);
    }

    private static IEnumerable<(string Path, JsonElement Schema)> OnCallStatus() =>
        Crd.Walk(
            Crd.OnCallPolicy.GetProperty("properties").GetProperty("status"),
            "OnCallPolicy.status"
        );

    private static IEnumerable<(string Path, JsonElement Schema)> All() =>
        Crd.Walk(Crd.TeamSlo, "TeamSLO")
            .Concat(Crd.Walk(Crd.OnCallPolicy, "OnCallPolicy"))
            .Concat(Crd.Walk(Crd.ErrorBudgetPolicy, "ErrorBudgetPolicy"))
            .Concat(Crd.Walk(Crd.ReliabilityTicket, "ReliabilityTicket"))
            .Concat(Crd.Walk(Crd.TicketSink, "TicketSink"))
            .Concat(Crd.Walk(Crd.BudgetException, "BudgetException"))
            .Concat(Crd.Walk(Crd.PrometheusEndpoint, "PrometheusEndpoint"));

    /// <summary>Paths with their JSON types; metadata is the server's to describe.</summary>
    private static List<string> FieldsOf(JsonElement schema) =>
        [
            .. Crd.Walk(schema, "")
                .Where(field => field.Path is not ".metadata")
                .Select(field => $"{field.Path}: {field.Schema.GetProperty("type").GetString()}"),
        ];

    private static List<string> FieldsOf(JsonTypeInfo type) => [.. Walk(type, "")];

    private static IEnumerable<string> Walk(JsonTypeInfo type, string path)
    {
        yield return $"{path}: {JsonTypeOf(type)}";
        IEnumerable<string> below = type.Kind switch
        {
            JsonTypeInfoKind.Object => type
                .Properties.Where(each => each.PropertyType != typeof(ObjectMeta))
                .SelectMany(each => Walk(Known(each.PropertyType), $"{path}.{each.Name}")),
            JsonTypeInfoKind.None => [],
            _ => Walk(Known(type.ElementType!), $"{path}[]"),
        };
        foreach (string field in below)
        {
            yield return field;
        }
    }

    private static JsonTypeInfo Known(Type type) => ResourceJson.Default.Options.GetTypeInfo(type);

    private static string JsonTypeOf(JsonTypeInfo type) =>
        type.Kind switch
        {
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "object",
            JsonTypeInfoKind.Enumerable => "array",
            _ when type.Type == typeof(string) => "string",
            _ when (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(DateTimeOffset) =>
                "string",
            _ when (Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(bool) =>
                "boolean",
            _ => "integer",
        };
}
