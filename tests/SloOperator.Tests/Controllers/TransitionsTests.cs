using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Controllers;

public sealed class TransitionsTests
{
    [Theory]
    [InlineData("True", false)]
    [InlineData("Unknown", false)]
    [InlineData("False", true)]
    public void The_first_condition_is_news_only_where_it_is_bad(string status, bool isNews) =>
        Transitions.Between(null, [Fresh(status)]).Any().ShouldBe(isNews);

    [Theory]
    [InlineData("True", "False")]
    [InlineData("False", "True")]
    [InlineData("True", "Unknown")]
    [InlineData("Unknown", "True")]
    public void A_change_of_status_is_news(string from, string to) =>
        Transitions.Between([Fresh(from)], [Fresh(to)]).ShouldBe([Fresh(to)]);

    [Fact]
    public void Another_reason_for_the_same_status_is_news() =>
        Transitions
            .Between([Fresh("False", "Stale")], [Fresh("False", "MetricAbsent")])
            .ShouldBe([Fresh("False", "MetricAbsent")]);

    [Fact]
    public void Another_message_alone_is_no_news() =>
        Transitions
            .Between(
                [Fresh("False") with { Message = "a" }],
                [Fresh("False") with { Message = "b" }]
            )
            .ShouldBeEmpty();

    [Fact]
    public void Conditions_are_compared_by_type_and_not_by_place()
    {
        Condition ready = Fresh("True") with { Type = "Ready" };

        Transitions.Between([ready, Fresh("False")], [Fresh("False"), ready]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("True", false)]
    [InlineData("False", true)]
    [InlineData("Unknown", true)]
    public void Only_good_news_is_no_warning(string status, bool isWarning) =>
        Transitions.IsWarning(Fresh(status)).ShouldBe(isWarning);

    [Theory]
    [InlineData("True", true)]
    [InlineData("Unknown", false)]
    [InlineData("False", false)]
    public void The_first_complaint_is_news_only_where_it_is_true(string status, bool isNews) =>
        Transitions.Between(null, [Noisy(status)]).Any().ShouldBe(isNews);

    [Theory]
    [InlineData("False", false)]
    [InlineData("True", true)]
    [InlineData("Unknown", true)]
    public void Only_a_complaint_that_is_not_true_is_no_warning(string status, bool isWarning) =>
        Transitions.IsWarning(Noisy(status)).ShouldBe(isWarning);

    private static Condition Noisy(string status) => Fresh(status) with { Type = "NoisyAlerts" };

    private static Condition Fresh(string status, string reason = "Because") =>
        new()
        {
            Type = "DataFresh",
            Status = status,
            Reason = reason,
            LastTransitionTime = Given.Noon,
        };
}
