using Microsoft.Extensions.Logging.Abstractions;
using SloOperator.Kubernetes.Api;
using SloOperator.Kubernetes.Watch;
using SloOperator.Resources;
using SloOperator.Resources.Tickets;
using SloOperator.Store;

namespace SloOperator.Tests.Store;

public sealed class ClusterOutboxTests : IAsyncLifetime
{
    private const string Path =
        "/apis/slo-operator.dev/v1alpha1/namespaces/payments/reliabilitytickets";
    private const string Conflict =
        """{"kind":"Status","status":"Failure","reason":"Conflict","code":409,"message":"the object has been modified"}""";
    private const string Exists =
        """{"kind":"Status","status":"Failure","reason":"AlreadyExists","code":409,"message":"it exists"}""";
    private const string NotFound =
        """{"kind":"Status","status":"Failure","reason":"NotFound","code":404,"message":"not found"}""";

    private readonly SocketsHttpHandler _handler = new();
    private ScriptedServer _server = null!;
    private HttpClient _http = null!;
    private ClusterOutbox _outbox = null!;

    public async Task InitializeAsync()
    {
        _server = await ScriptedServer.StartAsync();
        _http = new HttpClient(_handler) { BaseAddress = _server.Address };
        var client = new KubeClient(_http, TimeProvider.System) { FieldManager = "slo-operator" };
        _outbox = new ClusterOutbox(
            new ClusterStore<ReliabilityTicket>(
                client,
                ResourceKinds.ReliabilityTicket,
                [],
                (api, ns) =>
                    new Reflector<ReliabilityTicket>(
                        api,
                        new ReflectorOptions { Namespace = ns },
                        TimeProvider.System,
                        NullLogger<Reflector<ReliabilityTicket>>.Instance
                    )
            ),
            new ResourceApi<ReliabilityTicket>(client, ResourceKinds.ReliabilityTicket)
        );
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
        _handler.Dispose();
    }

    [Fact]
    public async Task A_status_is_put_below_its_own_path_at_the_version_that_was_seen()
    {
        _server.Answers.Enqueue((200, Item(8)));

        ReliabilityTicket? written = await _outbox.WriteStatusAsync(
            Seen() with
            {
                Status = new ReliabilityTicketStatus { Phase = "Submitting" },
            },
            CancellationToken.None
        );

        written!.Metadata.ResourceVersion.ShouldBe("8");
        string write = _server.Writes.Single();
        write.ShouldStartWith($"PUT {Path}/checkout-1/status?fieldManager=slo-operator ");
        write.ShouldContain("\"resourceVersion\":\"7\"");
        write.ShouldContain("\"kind\":\"ReliabilityTicket\"");
    }

    [Fact]
    public async Task A_spec_is_put_at_the_version_that_was_seen()
    {
        _server.Answers.Enqueue((200, Item(8)));

        await _outbox.WriteSpecAsync(Seen(), CancellationToken.None);

        _server.Writes.Single().ShouldStartWith($"PUT {Path}/checkout-1?fieldManager");
    }

    [Theory]
    [InlineData(409, Conflict)]
    [InlineData(404, NotFound)]
    public async Task Who_is_late_is_told_and_nothing_is_tried_again(int code, string answer)
    {
        _server.Answers.Enqueue((code, answer));
        _server.Answers.Enqueue((code, answer));

        (await _outbox.WriteStatusAsync(Seen(), CancellationToken.None)).ShouldBeNull();
        (await _outbox.WriteSpecAsync(Seen(), CancellationToken.None)).ShouldBeNull();

        _server.Writes.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_name_that_is_taken_makes_no_second_ticket()
    {
        _server.Answers.Enqueue((409, Exists));

        (await _outbox.CreateAsync(Seen(), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Other_failures_are_failures()
    {
        _server.Answers.Enqueue((422, """{"kind":"Status","reason":"Invalid","code":422}"""));

        await Should.ThrowAsync<KubeException>(() =>
            _outbox.WriteStatusAsync(Seen(), CancellationToken.None)
        );
    }

    [Fact]
    public async Task A_ticket_is_deleted_at_the_version_that_was_seen_alone()
    {
        _server.Answers.Enqueue((200, "{}"));
        _server.Answers.Enqueue((409, Conflict));

        (await _outbox.DeleteAsync(Seen(), CancellationToken.None)).ShouldBeTrue();
        (await _outbox.DeleteAsync(Seen(), CancellationToken.None)).ShouldBeFalse();

        _server
            .Writes.First()
            .ShouldContain("\"preconditions\":{\"uid\":\"u1\",\"resourceVersion\":\"7\"}");
    }

    private static ReliabilityTicket Seen() =>
        new()
        {
            Metadata = new ObjectMeta
            {
                Namespace = "payments",
                Name = "checkout-1",
                Uid = "u1",
                ResourceVersion = "7",
            },
            Spec = new ReliabilityTicketSpec { Cause = "BudgetLow" },
        };

    private static string Item(int version) =>
        $$$"""{"metadata":{"namespace":"payments","name":"checkout-1","uid":"u1","resourceVersion":"{{{version}}}"},"spec":{"cause":"BudgetLow"}}""";
}
