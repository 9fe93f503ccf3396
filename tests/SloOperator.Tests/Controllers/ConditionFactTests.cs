using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Controllers;

public sealed class ConditionFactTests
{
    private static readonly ConditionFact Fresh = new(
        ConditionTypes.DataFresh,
        true,
        ConditionReasons.AllMeasured,
        "All."
    );

    [Theory]
    [InlineData(true, "True")]
    [InlineData(false, "False")]
    [InlineData(null, "Unknown")]
    public void What_is_not_known_is_Unknown(bool? holds, string status) =>
        (Fresh with { Holds = holds }).Status.ShouldBe(status);

    [Fact]
    public void A_first_condition_became_so_now_in_whole_seconds()
    {
        Condition condition = Fresh.After(
            previous: null,
            generation: 3,
            Given.Noon + TimeSpan.FromMilliseconds(999)
        );

        condition.ShouldBe(
            new Condition
            {
                Type = "DataFresh",
                Status = "True",
                Reason = "AllMeasured",
                Message = "All.",
                ObservedGeneration = 3,
                LastTransitionTime = Given.Noon,
            }
        );
    }

    [Fact]
    public void The_transition_time_stays_when_reason_message_and_generation_change()
    {
        Condition before = Fresh.After(null, 1, Given.Noon);

        Condition after = (
            Fresh with
            {
                Reason = ConditionReasons.ShortHistory,
                Message = "Since noon.",
            }
        ).After([before], 2, Given.Noon + Given.Hours(1));

        after.LastTransitionTime.ShouldBe(Given.Noon);
        (after.Reason, after.Message, after.ObservedGeneration).ShouldBe(
            ("ShortHistory", "Since noon.", 2)
        );
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, null)]
    [InlineData(null, false)]
    [InlineData(false, true)]
    public void The_transition_time_moves_with_the_status(bool? from, bool? to)
    {
        Condition before = (Fresh with { Holds = from }).After(null, 1, Given.Noon);

        Condition after = (Fresh with { Holds = to }).After(
            [before],
            1,
            Given.Noon + Given.Hours(1)
        );

        after.LastTransitionTime.ShouldBe(Given.Noon + Given.Hours(1));
    }

    [Fact]
    public void Only_the_condition_of_the_same_type_is_the_one_before()
    {
        Condition other = (Fresh with { Type = ConditionTypes.Ready }).After(null, 1, Given.Noon);

        Fresh
            .After([other], 1, Given.Noon + Given.Hours(1))
            .LastTransitionTime.ShouldBe(Given.Noon + Given.Hours(1));
    }

    [Theory]
    [InlineData(32_768, 32_768)]
    [InlineData(32_769, 32_768)]
    public void A_message_is_cut_at_what_the_schema_allows(int length, int kept) =>
        (Fresh with { Message = new string('x', length) })
            .After(null, 1, Given.Noon)
            .Message.Length.ShouldBe(kept);

    [Fact]
    public void A_cut_leaves_no_half_of_a_character()
    {
        string message = new string('x', 32_767) + "😀";

        string kept = (Fresh with { Message = message }).After(null, 1, Given.Noon).Message;

        kept.Length.ShouldBe(32_767);
        kept[^1].ShouldBe('x');
    }
}
