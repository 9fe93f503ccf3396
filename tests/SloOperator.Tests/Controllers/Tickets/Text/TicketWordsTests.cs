using FsCheck;
using FsCheck.Fluent;
using SloOperator.Controllers.Tickets;
using SloOperator.Controllers.Tickets.Text;
using SloOperator.Domain.Objectives;
using SloOperator.Domain.Policy;
using SloOperator.Domain.Tickets;
using SloOperator.Sinks.Markup;
using SloOperator.Tests.Sinks.Markup;

namespace SloOperator.Tests.Controllers.Tickets.Text;

public sealed class TicketWordsTests
{
    public static TheoryData<TicketCause> Causes() =>
        [.. Enum.GetValues<TicketCause>().Where(cause => cause is not TicketCause.Storm)];

    [Theory]
    [MemberData(nameof(Causes))]
    public void Every_cause_says_what_happened_why_how_to_check_and_what_to_do(TicketCause cause)
    {
        WrittenIntent written = Write(cause);

        written.Title.ShouldStartWith(IsLoad(cause) ? "payments-primary: " : "checkout-api: ");
        written.Body.ShouldNotContain("{");
        MarkupDocument
            .Parse(written.Body)
            .Blocks.OfType<MarkupBlock.Heading>()
            .Select(heading => ((MarkupInline.Text)heading.Line.Pieces[0]).Value)
            .ShouldBe([
                "What happened",
                "Current status",
                "Why it matters",
                "How to check it",
                "What to do next",
            ]);
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public void Only_the_status_block_changes_from_hour_to_hour(TicketCause cause)
    {
        string now = Write(cause).Body;
        string later = TicketText
            .Write(
                Subject(cause) with
                {
                    Budget = IsLoad(cause) ? null : GivenTicket.Slo(GivenTicket.Overspent).Budget,
                    Gate = null,
                },
                GivenTicket.Intent(cause) with
                {
                    Reason = "Another reason.",
                }
            )
            .Body;

        later.ShouldNotBe(now);
        WithoutStatus(later).ShouldBe(WithoutStatus(now));
        WithoutStatus(now).ShouldNotContain("The reason of the decision.");
    }

    [Fact]
    public void No_word_of_a_resource_is_more_than_a_word() =>
        Prop.ForAll(
                Hostile.Texts.ToArbitrary(),
                text =>
                {
                    string[] plain = Shapes(Body("x"));
                    Shapes(Body(text.Length == 0 ? "x" : "a" + text + "z")).ShouldBe(plain);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void No_ticket_is_longer_than_64_KiB()
    {
        string body = Body(string.Concat(Enumerable.Repeat("@[x](http://y.z) ", 20_000)));

        System.Text.Encoding.UTF8.GetByteCount(body).ShouldBeLessThanOrEqualTo(64 * 1024);
        body.ShouldContain("The rest was cut: the text was too long.");
    }

    [Fact]
    public void A_review_is_asked_for_by_the_template_of_that_name_alone()
    {
        const string review = "Hold a review within a week, without blame";

        Write(TicketCause.SingleIncident).Body.ShouldNotContain(review);
        Write(TicketCause.SingleIncident, "post-incident-review").Body.ShouldContain(review);
        Write(TicketCause.SingleIncident, "unknown")
            .Body.ShouldBe(Write(TicketCause.SingleIncident).Body);
    }

    [Fact]
    public void A_template_may_use_the_listed_names_and_no_others()
    {
        var values = new TemplateValues(
            GivenTicket.Slo(GivenTicket.Low),
            GivenTicket.Intent(TicketCause.BudgetLow)
        );

        foreach (string name in TemplateValues.Names)
        {
            values[name].ShouldNotBeEmpty(name);
        }

        foreach (string section in TemplateValues.Sections)
        {
            values.Section(section).ShouldNotBeEmpty(section);
        }

        Should.Throw<ArgumentException>(() => values["token"]);
        Should.Throw<ArgumentException>(() => new TicketTemplate("{secret}", "").Title(values));
        Should.Throw<ArgumentException>(() => new TicketTemplate("", "a {secret}").Body(values));
        Should.Throw<ArgumentException>(() => new TicketTemplate("", "{Secret}").Body(values));
    }

    [Fact]
    public void A_word_that_looks_like_a_name_of_a_template_stays()
    {
        TicketSubject subject = GivenTicket.Slo(GivenTicket.Low) with { Team = "{since}{Status}" };

        TicketText
            .Write(subject, GivenTicket.Intent(TicketCause.BudgetLow))
            .Body.ShouldContain("Team {since}{Status} promises");
    }

    [Fact]
    public void A_dashboard_that_is_no_web_address_is_not_named()
    {
        TicketSubject subject = GivenTicket.Slo(GivenTicket.Low) with
        {
            Dashboard = "javascript:alert(1)",
        };

        TicketText
            .Write(subject, GivenTicket.Intent(TicketCause.BudgetLow))
            .Body.ShouldNotContain("javascript");
    }

    [Fact]
    public void An_untouched_budget_names_what_may_still_fail() =>
        Write(TicketCause.BudgetLow)
            .Body.ShouldContain(
                "**Budget left**: 31.2 % of the whole; 2,051 more may fail, which is an outage of 12.6 minutes at the usual traffic"
            );

    [Fact]
    public void Slices_are_promised_as_slices()
    {
        TicketSubject subject = GivenTicket.Slo(GivenTicket.Low);
        Objective slices = new(
            "availability",
            new Target(99.5m),
            new TimesliceRule(TimeSpan.FromMinutes(5), new Target(99m))
        );
        string body = TicketText
            .Write(
                subject with
                {
                    Budget = subject.Budget! with
                    {
                        Assessment = subject.Budget.Assessment with { Objective = slices },
                    },
                },
                GivenTicket.Intent(TicketCause.BudgetLow)
            )
            .Body;

        body.ShouldContain("promises that 99.5 % of all 5 minutes long slices of time are good");
        body.ShouldContain("4,519 of 6,570,210 slices were bad");
        body.ShouldContain("so it shows the direction only:");
    }

    [Fact]
    public void A_policy_that_only_observes_says_so()
    {
        TicketSubject subject = GivenTicket.Slo(GivenTicket.Low) with
        {
            Policy = BudgetPolicy.Default with { Enforcement = Enforcement.Observe },
        };

        TicketText
            .Write(subject, GivenTicket.Intent(TicketCause.BudgetLow))
            .Body.ShouldEndWith("- The policy only observes for now: nothing is denied.");
    }

    [Fact]
    public void An_open_gate_with_an_exception_names_it()
    {
        TicketSubject subject = GivenTicket.Slo(GivenTicket.Overspent);
        string body = TicketText
            .Write(
                subject with
                {
                    Gate = subject.Gate! with
                    {
                        Decision = GateDecision.Warn,
                        Exception = "launch",
                    },
                },
                GivenTicket.Intent(TicketCause.BudgetExhausted)
            )
            .Body;

        body.ShouldContain("**Deployments**: allowed with a warning since 2026-11-20 11:30 UTC");
        body.ShouldContain("**Exception**: BudgetException launch lets changes through");
    }

    private static string Body(string word)
    {
        TicketSubject subject = GivenTicket.Slo(GivenTicket.Overspent) with
        {
            Team = word,
            Name = word,
            Command = "x",
            Policy = BudgetPolicy.Default with { Name = word, AllowedChanges = [word] },
        };
        return TicketText
            .Write(
                subject with
                {
                    Budget = subject.Budget! with { Query = "q" },
                    Gate = subject.Gate! with { Message = word, Exception = word },
                },
                GivenTicket.Intent(TicketCause.BudgetExhausted) with
                {
                    Objective = word,
                    Reason = word,
                }
            )
            .Body;
    }

    private static string[] Shapes(string body) =>
        [
            .. MarkupDocument
                .Parse(body)
                .Blocks.Select(block =>
                    block switch
                    {
                        MarkupBlock.BulletList list => string.Join(
                            ";",
                            list.Items.Select(item =>
                                string.Join('+', item.Pieces.Select(piece => piece.GetType().Name))
                            )
                        ),
                        MarkupBlock.Paragraph paragraph => string.Join(
                            '+',
                            paragraph.Line.Pieces.Select(piece => piece.GetType().Name)
                        ),
                        _ => $"{block.GetType().Name} {block.Parts}",
                    }
                ),
        ];

    private static WrittenIntent Write(TicketCause cause, string? template = null) =>
        TicketText.Write(Subject(cause), GivenTicket.Intent(cause, template));

    private static TicketSubject Subject(TicketCause cause) =>
        IsLoad(cause) ? GivenTicket.Rotation() : GivenTicket.Slo(GivenTicket.Low);

    private static bool IsLoad(TicketCause cause) =>
        cause
            is TicketCause.PageLoad
                or TicketCause.OffHoursLoad
                or TicketCause.NoisyAlert
                or TicketCause.RepeatedIncident;

    /// <summary>A body without the block's words: equal for two bodies that differ in the block alone.</summary>
    private static string WithoutStatus(string body)
    {
        var kept = new List<MarkupBlock>();
        bool isStatus = false;
        foreach (MarkupBlock block in MarkupDocument.Parse(body).Blocks)
        {
            if (block is MarkupBlock.Heading heading)
            {
                isStatus =
                    heading.Level == 2
                    && heading.Line.Pieces is [MarkupInline.Text { Value: StatusSection.Title }];
            }

            if (!isStatus || block is MarkupBlock.Heading)
            {
                kept.Add(block);
            }
        }

        return SubsetWriter.Write(new MarkupDocument(kept));
    }
}
