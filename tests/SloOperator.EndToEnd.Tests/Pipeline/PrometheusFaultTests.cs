using SloOperator.EndToEnd.Tests.Operators;
using SloOperator.Resources;

namespace SloOperator.EndToEnd.Tests.Pipeline;

/// <summary>Half an hour of each fault of a Prometheus, beside a twin that has none; see <see cref="FaultedEndpoints"/>.</summary>
[Collection(PipelineCollection.Name)]
public sealed class PrometheusFaultTests(FaultedEndpoints faulted) : IClassFixture<FaultedEndpoints>
{
    private const string Refused = "Prometheus refused the query: ";

    [Theory]
    [InlineData("a page of HTML", "answered text/html where application/json was expected")]
    [InlineData("silence", "no whole answer within 10s")]
    [InlineData("one byte a second", "no whole answer within 10s")]
    [InlineData("ten megabytes", "answered more than 8 MiB")]
    [InlineData("a gzip bomb", "answered more than 8 MiB")]
    [InlineData("half an answer", "the answer broke off or could not be unpacked")]
    [InlineData("too many requests", "answered 429")]
    [InlineData("a warning", "partial: a store is down")]
    [InlineData(FaultedEndpoints.Killed, "connection refused")]
    [InlineData(FaultedEndpoints.Stopped, "no whole answer within 10s")]
    public void What_is_no_answer_is_stale_with_its_reason_and_keeps_the_last_good_figures(
        string fault,
        string reason
    )
    {
        TeamSloStatus before = faulted.Before(fault);
        TeamSloStatus status = faulted.During(fault);

        status.Only().Verdict.ShouldBe("Stale");
        status.Only().Message.ShouldNotBeNull().ShouldStartWith("since ");
        status.Only().Message.ShouldNotBeNull().ShouldEndWith($", query_range: {reason}");
        status.ConditionOf("DataFresh").ShouldBe("False/Stale");
        status.ConditionOf("BudgetHealthy").ShouldBe("Unknown/BudgetUnknown");
        status.EvaluatedAt.ShouldBe(before.EvaluatedAt);
        Figures(status).ShouldBe(Figures(before));
    }

    [Theory]
    [InlineData("not a number", "the total is NaN")]
    [InlineData("infinity", "the total is +Inf")]
    [InlineData("a scalar", "the result is a scalar where a matrix was expected")]
    [InlineData("every series twice", "several series came where one sum was expected")]
    public void What_is_no_count_is_inconsistent_with_what_was_seen_and_nothing_is_known(
        string fault,
        string seen
    )
    {
        TeamSloStatus status = faulted.During(fault);

        status.Only().Verdict.ShouldBe("Inconsistent");
        status.Only().Message.ShouldNotBeNull().ShouldEndWith(seen);
        status.ConditionOf("DataFresh").ShouldBe("False/Inconsistent");
        status.ConditionOf("BudgetHealthy").ShouldBe("Unknown/BudgetUnknown");
        status.Only().BudgetRemaining.ShouldBeNull();
        status.Summary.ShouldNotBeNull().Budget.ShouldBe("unknown");
    }

    [Fact]
    public void An_answer_of_the_wrong_type_counts_as_a_refusal() =>
        faulted.During("a scalar").Only().Message.ShouldNotBeNull().ShouldStartWith(Refused);

    [Fact]
    public void An_answer_without_series_is_an_absent_metric_and_freezes_the_budget()
    {
        TeamSloStatus before = faulted.Before("no series");
        TeamSloStatus status = faulted.During("no series");

        status.Only().Verdict.ShouldBe("MetricAbsent");
        status.ConditionOf("DataFresh").ShouldBe("False/MetricAbsent");
        status.ConditionOf("BudgetHealthy").ShouldBe("Unknown/BudgetUnknown");
        status.Only().BudgetRemaining.ShouldBe(before.Only().BudgetRemaining);
    }

    [Fact]
    public void Another_endpoints_TeamSLO_is_measured_on_as_if_nothing_was()
    {
        TeamSloStatus twin = faulted.TwinDuring;

        twin.Only().Verdict.ShouldBe("Measured");
        twin.ConditionOf("DataFresh").ShouldBe("True/AllMeasured");
        twin.EvaluatedAt.ShouldBe(faulted.Shop.Now.AddMinutes(20));
        twin.Only().Remaining().ShouldBe(faulted.Shop.TrueRemaining(twin), 0.001m);
    }

    [Theory]
    [InlineData("a page of HTML")]
    [InlineData("silence")]
    [InlineData("one byte a second")]
    [InlineData("ten megabytes")]
    [InlineData("a gzip bomb")]
    [InlineData("half an answer")]
    [InlineData("too many requests")]
    [InlineData("a warning")]
    [InlineData("not a number")]
    [InlineData("infinity")]
    [InlineData("a scalar")]
    [InlineData("every series twice")]
    [InlineData("no series")]
    [InlineData(FaultedEndpoints.Killed)]
    [InlineData(FaultedEndpoints.Stopped)]
    public void Two_passes_after_the_fault_the_status_equals_that_of_a_twin_without_it(string fault)
    {
        faulted.After(fault).ShouldEqualTwin(faulted.TwinAfter);
        faulted.After(fault).ConditionOf("DataFresh").ShouldBe("True/AllMeasured");
    }

    [Fact]
    public void No_number_that_is_none_reaches_the_metrics()
    {
        faulted.MetricsDuring.ShouldContain("""verdict="Inconsistent"} 1""");
        faulted.MetricsDuring.ShouldNotContain("NaN");
        faulted.MetricsDuring.ShouldNotContain("Inf\n");
    }

    [Fact]
    public void The_operator_itself_failed_nowhere() => faulted.Operator.ShouldBeWell();

    private static ObjectiveStatus Figures(TeamSloStatus status) =>
        status.Only() with
        {
            Verdict = null,
            Message = null,
        };
}
