using SloOperator.Kubernetes.Api;
using SloOperator.Resources.Tickets;
using SloOperator.Store;
using SloOperator.Telemetry;
using SloOperator.Testing;

namespace SloOperator.Tests.Store;

public sealed class FolderOutboxTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly ResourceName Name = new("payments", "checkout-0123456789abcdef");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new(Start);
    private readonly HealthState _health = new();
    private readonly RecordedLog _log = new();
    private readonly CancellationTokenSource _stop = new();
    private FolderOutbox _outbox;

    public FolderOutboxTests() => _outbox = Open();

    public void Dispose()
    {
        _stop.Cancel();
        _outbox.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_ticket_is_a_file_that_people_can_read_and_outlasts_the_process()
    {
        ReliabilityTicket made = (await CreateAsync()).ShouldNotBeNull();
        await _outbox.WriteStatusAsync(
            made with
            {
                Status = new ReliabilityTicketStatus { Phase = "Submitting", AttemptedAt = Start },
            },
            CancellationToken.None
        );

        string text = await File.ReadAllTextAsync(
            _folder.At(".slo-operator", "tickets", "payments", Name.Name + ".json")
        );
        text.ShouldContain("\"kind\": \"ReliabilityTicket\"");
        text.ShouldContain("\"title\": \"Größer <als>\"");
        Reopen();
        ReliabilityTicket read = _outbox.Find(Name).ShouldNotBeNull().Value!;
        (read.Status!.Phase, read.Status.AttemptedAt, read.Spec!.Cause).ShouldBe(
            ("Submitting", Start, "BudgetLow")
        );
        (read.Metadata.ResourceVersion, read.Metadata.Generation).ShouldBe(("2", 1));
    }

    [Fact]
    public async Task Of_two_writers_of_one_version_the_later_learns_it()
    {
        ReliabilityTicket made = (await CreateAsync())!;

        ReliabilityTicket? first = await _outbox.WriteSpecAsync(
            made with
            {
                Spec = made.Spec! with { Priority = "P1" },
            },
            CancellationToken.None
        );
        ReliabilityTicket? second = await _outbox.WriteStatusAsync(
            made with
            {
                Status = new ReliabilityTicketStatus { Phase = "Open" },
            },
            CancellationToken.None
        );

        first!.Metadata.Generation.ShouldBe(2);
        second.ShouldBeNull();
        (await _outbox.ReadAsync(Name, CancellationToken.None))!.Status.ShouldBeNull();
    }

    [Fact]
    public async Task A_name_that_is_taken_makes_no_second_ticket()
    {
        await CreateAsync();

        (await CreateAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_write_of_a_status_is_an_update_alone_and_all_else_a_change()
    {
        List<ResourceName> raised = [];
        List<ResourceName> updated = [];
        _outbox.Changed += raised.Add;
        _outbox.Updated += updated.Add;

        ReliabilityTicket made = (await CreateAsync())!;
        ReliabilityTicket told = (
            await _outbox.WriteStatusAsync(
                made with
                {
                    Status = new ReliabilityTicketStatus { Phase = "Open" },
                },
                CancellationToken.None
            )
        )!;
        raised.Count.ShouldBe(1);
        updated.Count.ShouldBe(2);
        ReliabilityTicket filed = (await _outbox.WriteSpecAsync(told, CancellationToken.None))!;
        await _outbox.DeleteAsync(filed, CancellationToken.None);

        raised.ShouldBe([Name, Name, Name]);
        updated.ShouldBe([Name, Name, Name, Name]);
    }

    [Fact]
    public async Task A_deletion_of_another_version_leaves_the_ticket()
    {
        ReliabilityTicket made = (await CreateAsync())!;
        await _outbox.WriteSpecAsync(made, CancellationToken.None);

        (await _outbox.DeleteAsync(made, CancellationToken.None)).ShouldBeFalse();

        _outbox.List().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_ticket_is_gone_after_a_restart()
    {
        ReliabilityTicket made = (await CreateAsync())!;

        (await _outbox.DeleteAsync(made, CancellationToken.None)).ShouldBeTrue();
        Reopen();

        _outbox.List().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_full_disk_changes_nothing_and_shows_in_health()
    {
        ReliabilityTicket made = (await CreateAsync())!;
        File.CreateSymbolicLink(
            _folder.At(".slo-operator", "tickets", "payments", Name.Name + ".json.tmp"),
            "/dev/full"
        );

        IOException failure = await Should.ThrowAsync<IOException>(() =>
            _outbox.WriteStatusAsync(
                made with
                {
                    Status = new ReliabilityTicketStatus { Phase = "Submitting" },
                },
                CancellationToken.None
            )
        );

        failure.Message.ShouldStartWith($"Writing ReliabilityTicket {Name} to ");
        _health.Ready.ShouldBeFalse();
        _outbox.Find(Name)!.Value!.Status.ShouldBeNull();
        Reopen();
        _outbox.Find(Name)!.Value!.Metadata.ResourceVersion.ShouldBe("1");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_told_and_hides_no_other()
    {
        await CreateAsync();
        _folder.Write(".slo-operator/tickets/payments/torn.json", "{ \"metadata\": {");
        _folder.Write(
            ".slo-operator/tickets/payments/renamed.json",
            """{"metadata": {"namespace": "payments", "name": "other"}}"""
        );

        Reopen();

        _outbox.List().Single().Name.ShouldBe(Name);
        _log.Lines.Count.ShouldBe(2);
    }

    private Task<ReliabilityTicket?> CreateAsync() =>
        _outbox.CreateAsync(
            new ReliabilityTicket
            {
                Metadata = new ObjectMeta { Namespace = Name.Namespace, Name = Name.Name },
                Spec = new ReliabilityTicketSpec { Cause = "BudgetLow", Title = "Größer <als>" },
            },
            CancellationToken.None
        );

    private void Reopen()
    {
        _outbox.Dispose();
        _outbox = Open();
    }

    private FolderOutbox Open()
    {
        var outbox = new FolderOutbox(_folder.Root, _time, _health, _log);
        _ = outbox.RunAsync(_stop.Token);
        outbox.Synced.IsCompleted.ShouldBeTrue();
        return outbox;
    }
}
