using SloOperator.Controllers.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Tickets;
using SloOperator.Tests.Resources;
using static SloOperator.Controllers.Tickets.ISinkDirectory;

namespace SloOperator.Tests.Controllers.Tickets;

public sealed class SinkDirectoryTests
{
    private const string GitHub = "type: GitHub\nproject: shop/issues\nsecret: gh";

    private readonly MemoryStore<TicketSink> _store = new(
        (sink, status) => sink with { Status = (ReadyStatus)status }
    );

    private readonly SinkDirectory _directory;

    public SinkDirectoryTests() =>
        _directory = new SinkDirectory(_store, new TicketSinkMapper(allowPrivate: false));

    [Fact]
    public void A_sink_that_is_there_for_the_namespace_can_be_used()
    {
        _store.Put(Written.Sink(GitHub + "\nallowedNamespaces: [shop]"));

        _directory
            .Find("issues", "shop")
            .ShouldBeOfType<SinkLookup.Usable>()
            .Options.Project.ShouldBe("shop/issues");
    }

    [Fact]
    public void Without_a_default_tickets_stay_where_they_are() =>
        _directory.Find("default", "shop").ShouldBe(new SinkLookup.NoneNeeded());

    [Fact]
    public void An_unknown_sink_is_a_problem_that_says_what_to_change() =>
        _directory
            .Find("issues", "shop")
            .ShouldBe(
                new SinkLookup.Unusable(
                    "no TicketSink \"issues\" is there for the namespace shop; name one that is, or ask the platform team for access"
                )
            );

    [Theory]
    [InlineData("issues")]
    [InlineData("default")]
    public void A_forbidden_sink_looks_like_one_that_is_missing(string name)
    {
        SinkLookup missing = _directory.Find(name, "shop");

        _store.Put(Written.Sink("type: None\nallowedNamespaces: [other]", name));

        _directory.Find(name, "shop").ShouldBe(missing);
    }

    [Fact]
    public void A_sink_that_is_wrong_is_told_with_its_problems()
    {
        _store.Put(Written.Sink("type: GitHub\nproject: shop\nsecret: gh", "default"));

        _directory
            .Find("default", "shop")
            .ShouldBe(
                new SinkLookup.Unusable(
                    "the TicketSink \"default\" cannot be used until the platform team corrects "
                        + "spec.project: \"shop\" cannot be a project of this type; write owner/repository, such as shop/checkout"
                )
            );
    }

    [Fact]
    public void One_that_cannot_be_decoded_is_told_without_what_it_holds()
    {
        _store.Put(
            Decoded<TicketSink>.FromError(new ObjectMeta { Name = "issues" }, "$.spec: hunter2")
        );

        _directory
            .Find("issues", "shop")
            .ShouldBe(
                new SinkLookup.Unusable(
                    "the TicketSink \"issues\" cannot be decoded; ask the platform team to correct it"
                )
            );
    }

    [Fact]
    public void A_change_is_told_by_name()
    {
        List<string> told = [];
        _directory.Changed += told.Add;

        _store.Put(Written.Sink(GitHub));
        _store.Delete(new ResourceName(null, "issues"));

        told.ShouldBe(["issues", "issues"]);
    }
}
