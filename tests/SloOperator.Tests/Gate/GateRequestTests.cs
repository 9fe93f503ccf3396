using SloOperator.Gate;
using SloOperator.Kubernetes.Api;

namespace SloOperator.Tests.Gate;

public sealed class GateRequestTests
{
    private static readonly GateRequest Plain = new(GivenGate.Checkout);

    [Fact]
    public void A_name_alone_is_enough() => Plain.IsValid(out _).ShouldBeTrue();

    [Theory]
    [InlineData("", "checkout", "namespace: ")]
    [InlineData("pay.ments", "checkout", "namespace: ")]
    [InlineData("payments", "", "name: ")]
    [InlineData("payments", "Checkout", "name: ")]
    [InlineData("payments", "-checkout", "name: ")]
    [InlineData("payments", "check/out", "name: ")]
    public void What_is_no_name_is_told_by_its_field(string ns, string name, string start)
    {
        new GateRequest(new ResourceName(ns, name)).IsValid(out string? problem).ShouldBeFalse();

        problem.ShouldStartWith(start);
    }

    [Theory]
    [InlineData("Rollback")]
    [InlineData("roll back")]
    [InlineData("rollback-")]
    public void A_class_of_changes_is_a_label(string change)
    {
        (Plain with { Change = change }).IsValid(out string? problem).ShouldBeFalse();

        problem.ShouldStartWith("change: ");
    }

    [Fact]
    public void A_reference_is_one_short_line()
    {
        (Plain with { Reference = new string('x', 256) }).IsValid(out _).ShouldBeTrue();
        (Plain with { Reference = new string('x', 257) })
            .IsValid(out string? tooLong)
            .ShouldBeFalse();
        (Plain with { Reference = "a\nb" }).IsValid(out string? twoLines).ShouldBeFalse();

        (tooLong![..5], twoLines![..5]).ShouldBe(("ref: ", "ref: "));
    }
}
