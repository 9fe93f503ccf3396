using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.Laws;

public sealed class WebhookLaws
{
    private static readonly DateTimeOffset Midnight = Given.At("2026-01-08T00:00:00Z");
    private static readonly WebhookGroups Groups = new(Given.Days(70));

    /// <summary>Incidents of one group, one after the other, hours or seconds apart.</summary>
    private static readonly Gen<Episode[]> Truth =
        from name in Gen.Elements("a", "b", "c", "d")
        from lengths in Gen.OneOf(Gen.Choose(30, 300), Gen.Choose(30, 40_000)).ArrayOf(6)
        from gaps in Gen.OneOf(Gen.Choose(1, 300), Gen.Choose(1, 20_000)).ArrayOf(6)
        from alerts in Gen.Choose(1, 4).ArrayOf(6)
        from count in Gen.Choose(0, 6)
        select Enumerable
            .Range(0, count)
            .Select(nth => new Episode(
                name,
                gaps.Take(nth + 1).Sum() + lengths.Take(nth).Sum(),
                lengths[nth],
                alerts[nth]
            ))
            .ToArray();

    private static readonly Gen<(Episode[] Truth, int Seed)> Cases =
        from a in Truth
        from b in Truth
        from seed in Gen.Choose(0, int.MaxValue)
        select (
            a.Concat(b.Select(episode => episode with { Group = $"other {episode.Group}" }))
                .ToArray(),
            seed
        );

    [Fact]
    public void Duplicates_retries_and_repeats_in_any_order_never_change_what_happened() =>
        Law.Holds(
            Cases,
            c =>
            {
                WebhookState state = Deliveries(c.Truth, c.Seed)
                    .Aggregate(Empty, (current, next) => Groups.Apply(current, next.What, next.At));

                state.Open.ShouldBeEmpty();
                Summary(state).ShouldBe(Summary(c.Truth));
            },
            times: 400
        );

    [Fact]
    public void A_restart_at_any_step_changes_nothing() =>
        Law.Holds(
            Cases,
            c =>
            {
                var restarts = new Random(c.Seed);
                WebhookState living = Empty;
                WebhookState revived = Empty;
                foreach ((GroupNotification what, DateTimeOffset at) in Deliveries(c.Truth, c.Seed))
                {
                    living = Groups.Apply(living, what, at);
                    revived = Groups.Apply(
                        restarts.Next(3) == 0 ? Revived(revived) : revived,
                        what,
                        at
                    );
                    Written(revived).ShouldBe(Written(living));
                }
            },
            times: 60
        );

    private static WebhookState Empty => new() { Since = Midnight };

    /// <summary>Written to a status and read back by the next process.</summary>
    private static WebhookState Revived(WebhookState state) =>
        JsonSerializer.Deserialize<WebhookState>(Written(state))!;

    private static string Written(WebhookState state) => JsonSerializer.Serialize(state);

    private static string Summary(WebhookState state) =>
        string.Join(
            '\n',
            state.Incidents.Select(page => $"{page.Key} {page.End:u} {page.Onsets}").Order()
        );

    private static string Summary(Episode[] truth) =>
        string.Join(
            '\n',
            truth.Select(episode => $"{episode.Group} {episode.End:u} {episode.Alerts}").Order()
        );

    /// <summary>
    /// What two replicas send of the truth, as it arrives: the first of both in time, the other and every retry up to 4 minutes late, so that they
    /// overtake closes and the openings after them.
    /// </summary>
    private static IEnumerable<(GroupNotification What, DateTimeOffset At)> Deliveries(
        Episode[] truth,
        int seed
    )
    {
        var random = new Random(seed);
        return truth
            .SelectMany(episode => episode.Notifications(random))
            .SelectMany(sent =>
                Enumerable
                    .Range(0, random.Next(1, 4))
                    .Select(copy => sent with { At = sent.At.AddSeconds(Late(copy, random)) })
            )
            .OrderBy(sent => sent.At);
    }

    private static int Late(int copy, Random random) => copy == 0 ? 0 : random.Next(240);

    private sealed record Episode(string Group, int Second, int Length, int Alerts)
    {
        public DateTimeOffset End => Midnight.AddSeconds(Second + Length);

        private DateTimeOffset Start => Midnight.AddSeconds(Second);

        /// <summary>One opens, alerts join, some repeats; the resolve comes at the end. Alerts begin one after the other and end together.</summary>
        public IEnumerable<(GroupNotification What, DateTimeOffset At)> Notifications(Random random)
        {
            for (int alerts = 1; alerts <= Alerts; alerts++)
            {
                DateTimeOffset at = Start.AddSeconds(alerts);
                yield return (Of(alerts, isFiring: true), at);
                if (random.Next(2) == 0)
                {
                    yield return (Of(Alerts, isFiring: true), End.AddSeconds(-random.Next(10)));
                }
            }

            yield return (Of(Alerts, isFiring: false), End);
        }

        private GroupNotification Of(int alerts, bool isFiring) =>
            new()
            {
                GroupKey = Group,
                IncidentKey = Group,
                IsFiring = isFiring,
                Alerts =
                [
                    .. Enumerable
                        .Range(0, alerts)
                        .Select(number => new GroupAlert(
                            $"{number}",
                            isFiring,
                            Start.AddSeconds(number),
                            isFiring ? null : End
                        )),
                ],
            };
    }
}
