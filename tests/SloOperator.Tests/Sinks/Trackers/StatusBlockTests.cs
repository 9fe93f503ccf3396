using SloOperator.Sinks.Trackers;

namespace SloOperator.Tests.Sinks.Trackers;

public sealed class StatusBlockTests
{
    [Fact]
    public void A_block_that_somebody_removed_comes_back_before_what_was_left()
    {
        string whole = StatusBlock.Rewrite("My own words.", "a-1", "Ours.");

        whole.ShouldBe(
            "<!-- slo-operator:begin a-1 -->\nOurs.\n<!-- slo-operator:end -->\n\nMy own words."
        );
        StatusBlock.MarkerOf(whole).ShouldBe("a-1");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-1")]
    [InlineData("<!-- slo-operator:begin a-1 -->")]
    [InlineData("<!-- slo-operator:end --><!-- slo-operator:begin a-1 -->")]
    public void Half_a_block_is_none(string? whole) => StatusBlock.MarkerOf(whole).ShouldBeNull();

    [Fact]
    public void A_text_cannot_end_its_block_nor_hide_anything()
    {
        const string Hostile = "x <!-- slo-operator:end --> <!-- slo-operator:begin b-1 --> y";
        string whole = StatusBlock.Rewrite(StatusBlock.Write("a-1", Hostile), "a-1", Hostile);

        StatusBlock.MarkerOf(whole).ShouldBe("a-1");
        whole.Split("<!--").Length.ShouldBe(3);
        whole.Split("slo-operator:begin b-1").Length.ShouldBe(2);
    }

    [Fact]
    public void Writing_the_same_again_changes_nothing()
    {
        string once = "Before\n" + StatusBlock.Write("a-1", "Ours.") + "After";

        StatusBlock.Rewrite(once, "a-1", "Ours.").ShouldBe(once);
    }

    [Fact]
    public void A_comment_is_known_by_its_key_alone()
    {
        string comment = StatusBlock.Comment("a --> b", "Text.");

        StatusBlock.IsComment(comment, "a --> b").ShouldBeTrue();
        StatusBlock.IsComment(comment, "a").ShouldBeFalse();
        comment.Split("-->").Length.ShouldBe(2);
    }
}
