using SloOperator.Domain.OnCall;
using SloOperator.Prometheus.Alerts;

namespace SloOperator.Tests.Prometheus.Alerts;

/// <summary>Reading on is as good as reading everything anew.</summary>
public sealed class AlertLaws : AlertScenario
{
    private static readonly DateTimeOffset First = At("00:00:30", 14);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Passes_at_any_times_end_in_what_one_full_read_gives(int seed)
    {
        var random = new Random(seed);
        FillAtRandom(random);
        Track(Subscription());
        DateTimeOffset at = First;
        for (int pass = 0; pass < 30; pass++)
        {
            await Collector.PassAsync(at, CancellationToken.None);
            Prometheus.IsDown = random.Next(5) == 0;
            at += TimeSpan.FromSeconds(random.Next(20_000));
        }

        Prometheus.IsDown = false;
        await Collector.PassAsync(at, CancellationToken.None);
        AlertCollector whole = NewCollector();
        whole.Track(Subscription());
        await whole.CollectOnceAsync(at, CancellationToken.None);

        PageHistory read = Read();
        PageHistory anew = whole.Read(Payments).ShouldNotBeNull();
        read.Failure.ShouldBeNull();
        read.Known.ShouldBe(anew.Known);
        Within(read).ShouldBe(Within(anew));
        Within(read).ShouldNotBeEmpty();
        read.UpperStarts.Where(read.Known.Contains)
            .ShouldBe(anew.UpperStarts.Where(read.Known.Contains));
        read.Covered.ShouldBe(anew.Covered);
    }

    /// <summary>What began before is another window's.</summary>
    private static IEnumerable<string> Within(PageHistory history) =>
        history.Incidents.Where(one => history.Known.Contains(one.Start)).Select(Write);

    /// <summary>Alerts of two services on two pods, seen by two replicas half an interval apart, for a week with gaps.</summary>
    private void FillAtRandom(Random random)
    {
        foreach (string service in (string[])["api", "web"])
        {
            foreach (string pod in (string[])["a", "b"])
            {
                DateTimeOffset time = At("00:00:00", 12);
                while (time < At("12:00:00"))
                {
                    time += TimeSpan.FromMinutes(random.Next(1, random.Next(3) == 0 ? 8 : 900));
                    DateTimeOffset end = time + TimeSpan.FromMinutes(random.Next(60));
                    Fire(time, end, service, ("pod", pod), ("replica", "0"));
                    Fire(time.AddSeconds(30), end, service, ("pod", pod), ("replica", "1"));
                    time = end;
                }
            }
        }

        for (DateTimeOffset time = At("00:00:00", 10); time < At("12:00:00", 25); )
        {
            DateTimeOffset end = time + TimeSpan.FromMinutes(random.Next(2000));
            Watch(time, end);
            time = end + TimeSpan.FromMinutes(random.Next(1, 90));
        }
    }
}
