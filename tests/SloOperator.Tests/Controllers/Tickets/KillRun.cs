using SloOperator.Controllers.Tickets;
using SloOperator.Domain.Tickets;
using SloOperator.Kubernetes.Api;
using SloOperator.Testing;

namespace SloOperator.Tests.Controllers.Tickets;

/// <summary>A day of random decisions, faults, kills and handovers, all from one seed; then quiet, and a look at what there is.</summary>
internal sealed class KillRun : IDisposable
{
    private static readonly string[] Owners = ["a", "b", "c"];

    private readonly int _seed;
    private readonly Random _random;
    private readonly int _replicas;
    private readonly ManualTimeProvider _time = new(TicketScenario.Start);
    private readonly MemoryOutbox _outbox;
    private readonly MemorySinks _sinks;
    private readonly Dictionary<string, (TicketCause Cause, TicketPriority Priority)?> _wanted = [];
    private readonly List<(DateTimeOffset At, TicketDraft Draft)> _onTheirWay = [];
    private OutboxProcess _process;
    private int _handovers;
    private int _late;
    private int _faults;
    private bool _isQuiet;

    public KillRun(int seed, int replicas)
    {
        _seed = seed;
        _random = new Random(seed);
        _replicas = replicas;
        _outbox = new MemoryOutbox(Hazard, _time);
        Tracker = new MemoryTracker(Hazard, _time) { Weather = Storms };
        if (seed % 3 == 0)
        {
            Tracker.Traits = Tracker.Traits with { FindLag = TimeSpan.FromMinutes(2) };
        }
        else if (seed % 5 == 0)
        {
            Tracker.Traits = Tracker.Traits with { CanFind = false };
        }

        _sinks = new MemorySinks(Tracker);
        _process = NewProcess();
    }

    public Hazard Hazard { get; } = new();

    public MemoryTracker Tracker { get; }

    public async Task PlayAsync()
    {
        for (int round = 0; round < 12; round++)
        {
            Hazard.Left = _random.Next(40);
            string owner = Owners[_random.Next(Owners.Length)];
            TicketCause? cause = _random.Next(4) switch
            {
                0 => null,
                1 => TicketCause.BudgetExhausted,
                _ => TicketCause.BudgetLow,
            };
            await DecideAsync(
                owner,
                cause,
                cause is TicketCause.BudgetExhausted ? TicketPriority.P1 : TicketPriority.P2
            );
            await PassAsync(TimeSpan.FromMinutes(_random.Next(1, 240)));
        }

        _isQuiet = true;
        Hazard.Left = null;
        await PassAsync(TimeSpan.FromHours(4));
    }

    /// <param name="owner">Whose.</param>
    /// <param name="cause">Null: it has cleared.</param>
    /// <param name="priority">Of its ticket.</param>
    public Task DecideAsync(string owner, TicketCause? cause, TicketPriority priority)
    {
        _wanted[owner] = cause is { } holds ? (holds, priority) : null;
        return FileAllAsync();
    }

    /// <summary>As the operator does, it decides again every minute or so, and anew after each restart.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        DateTimeOffset end = _time.GetUtcNow() + time;
        while (_time.GetUtcNow() < end)
        {
            await SettleAsync();
            DateTimeOffset next = Earliest(
                end,
                _process.NextDue,
                _onTheirWay.Count == 0 ? null : _onTheirWay.Min(sent => sent.At)
            );
            if (next > _time.GetUtcNow())
            {
                _time.Advance(next - _time.GetUtcNow());
            }

            Arrive();
            _process.TakeDue();
        }

        await SettleAsync();
    }

    public void Check(KillTally tally)
    {
        foreach ((string owner, (TicketCause Cause, TicketPriority Priority)? wanted) in _wanted)
        {
            string fingerprint = TicketFingerprint.Of(
                "test",
                $"uid-{owner}",
                "availability",
                TicketCause.BudgetLow
            );
            int open = Tracker.OpenIssues.Count(issue =>
                issue.Marker.StartsWith(fingerprint, StringComparison.Ordinal)
            );
            if (wanted is { } holds)
            {
                open.ShouldBe(1, Describe());
                Tracker
                    .OpenIssues.Single(issue =>
                        issue.Marker.StartsWith(fingerprint, StringComparison.Ordinal)
                    )
                    .Priority.ShouldBe(holds.Priority, Describe());
                tally.Causes++;
            }
            else
            {
                open.ShouldBeLessThanOrEqualTo(1);
            }
        }

        tally.Runs++;
        tally.Kills += Hazard.Kills;
        tally.Handovers += _handovers;
        tally.Late += _late;
        tally.Faults += _faults;
        tally.Made += Tracker.Issues.Count;
        tally.Twins += Tracker.Issues.Count(issue =>
            issue.Comments.Exists(text =>
                text.StartsWith("**Duplicate.**", StringComparison.Ordinal)
            )
        );
    }

    /// <summary>For whoever must understand why.</summary>
    private string Describe() =>
        string.Join(
            '\n',
            [
                $"seed {_seed}, now {_time.GetUtcNow():u}",
                .. _outbox.List().Select(found => $"{found.Value!.Spec}\n{found.Value.Status}"),
                .. Tracker.Calls.TakeLast(40).Select(call => $"{call.At:u} {call.Call} {call.On}"),
            ]
        );

    public void Dispose() => _process.Dispose();

    private async Task FileAllAsync()
    {
        foreach ((string owner, (TicketCause Cause, TicketPriority Priority)? wanted) in _wanted)
        {
            await SurviveAsync(() =>
                _process.Filing.FileAsync(OwnerOf(owner), IntentsOf(wanted), CancellationToken.None)
            );
        }
    }

    /// <summary>A new process looks at everything at once.</summary>
    private async Task SettleAsync()
    {
        while (!await SurviveAsync(() => _process.SettleAsync())) { }
    }

    /// <summary>False: it was killed, and there is a new process.</summary>
    private async Task<bool> SurviveAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (KilledException)
        {
            _process.Dispose();
            if (_replicas > 1)
            {
                HandOver();
            }

            _process = NewProcess();
            Hazard.Left = _isQuiet ? null : _random.Next(60);
            await FileAllAsync();
            return false;
        }
    }

    /// <summary>The old leader was frozen, not dead: what it was about to send is on its way, and arrives within the 15 s of an exchange. The lease takes as long to expire.</summary>
    private void HandOver()
    {
        _handovers++;
        foreach (var found in _outbox.List())
        {
            if (
                found.Value is { Status: { Step: "Create", AttemptedAt: { } at } status } ticket
                && _time.GetUtcNow() - at < TimeSpan.FromSeconds(1)
                && _random.Next(2) == 0
            )
            {
                TicketDraft draft = TicketDrafts.Of(ticket, TicketMemory.Read(status, at));
                if (!Tracker.Issues.Exists(issue => issue.Marker == draft.Marker))
                {
                    _onTheirWay.Add((at + TimeSpan.FromSeconds(_random.Next(1, 15)), draft));
                }
            }
        }

        _time.Advance(TimeSpan.FromSeconds(_random.Next(2)));
    }

    private void Arrive()
    {
        foreach (var sent in _onTheirWay.Where(sent => sent.At <= _time.GetUtcNow()).ToList())
        {
            _onTheirWay.Remove(sent);
            _late++;
            Tracker.Create(sent.Draft);
        }
    }

    private Fault? Storms(string call)
    {
        if (_isQuiet || _random.Next(4) != 0)
        {
            return null;
        }

        _faults++;
        return _random.Next(4) switch
        {
            0 => new Fault(
                FaultKind.Busy,
                Status: 429,
                RetryAfter: TimeSpan.FromSeconds(_random.Next(1, 600))
            ),
            1 => new Fault(FaultKind.Unclear, Commits: true, Status: 500),
            2 => new Fault(FaultKind.Unclear, Commits: false, Status: 502),
            _ => new Fault(FaultKind.Unclear, Commits: true),
        };
    }

    private OutboxProcess NewProcess() => new(_outbox, _sinks, _time, _random);

    private static TicketOwner OwnerOf(string owner) =>
        new()
        {
            Kind = "TeamSLO",
            Name = new ResourceName("payments", owner),
            Uid = $"uid-{owner}",
            Team = "payments",
            Terms = new TicketTerms { OnRecovery = RecoveryAction.Close },
        };

    private WrittenIntent[] IntentsOf((TicketCause Cause, TicketPriority Priority)? wanted) =>
        wanted is { } holds
            ?
            [
                new WrittenIntent(
                    new TicketIntent(
                        holds.Cause,
                        "availability",
                        Standing.Raised,
                        holds.Priority,
                        Template: null,
                        "reason",
                        _time.GetUtcNow()
                    ),
                    holds.Cause.ToString(),
                    "Body."
                ),
            ]
            : [];

    private static DateTimeOffset Earliest(
        DateTimeOffset end,
        DateTimeOffset? due,
        DateTimeOffset? arrival
    )
    {
        DateTimeOffset next = due < end ? due.Value : end;
        return arrival < next ? arrival.Value : next;
    }
}
