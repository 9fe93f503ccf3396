using NodaTime;
using SloOperator.Domain.OnCall;

namespace SloOperator.Domain.Tests.OnCall;

/// <summary>
/// The same figures by brute force: time as an array of steps, local clocks read off step by step, every list walked from end to end. It shares
/// nothing with the code it judges but the definitions.
/// </summary>
internal sealed class LoadOracle
{
    private const int StepsPerMinute = 3;
    private static readonly string?[] Members = new string?[367 * 24 * 60];
    private static readonly string[] Rota = ["ann", "bob", "cyd", "dan", "eve"];
    private readonly List<Woken> _woken = [];
    private readonly List<(string Key, int Step)> _upper = [];
    private readonly bool[] _isCovered;
    private readonly DateTimeZone _zone;
    private readonly DateTimeZone _danZone;

    /// <param name="year">What happened.</param>
    /// <param name="upTo">Nothing that came later is known.</param>
    /// <param name="zones">The rotation's, and that of dan.</param>
    public LoadOracle(
        PageYear year,
        DateTimeOffset upTo,
        (DateTimeZone Rotation, DateTimeZone Dan) zones
    )
    {
        (_zone, _danZone) = zones;
        int steps = (int)(PageYear.Whole.Length / PageYear.Step);
        foreach (string key in PageYear.Keys)
        {
            List<bool[]> alerts = [];
            bool[] ofKey = new bool[steps];
            foreach (var pod in year.Series.Where(s => s.Key.Key == key).GroupBy(s => s.Key.Alert))
            {
                bool[] ofPod = new bool[steps];
                foreach (DateTimeOffset[] samples in pod.Select(series => series.Value))
                {
                    Paint([.. samples.Where(sample => sample < upTo)], ofPod);
                }

                alerts.Add(ofPod);
                for (int step = 0; step < steps; step++)
                {
                    ofKey[step] |= ofPod[step];
                }
            }

            List<(int From, int To)>[] onsets =
            [
                .. alerts.Select(alert => Runs(alert, StepsPerMinute)),
            ];
            _upper.AddRange(Runs(ofKey, StepsPerMinute).Select(run => (key, run.From)));
            foreach ((int from, int to) in Runs(ofKey, 5 * StepsPerMinute))
            {
                int count = onsets.Sum(runs =>
                    runs.Count(run => run.From >= from && run.From <= to)
                );
                bool isOpen = upTo - TimeOf(to) <= TimeSpan.FromMinutes(2);
                _woken.Add(
                    new Woken(key, from, isOpen ? null : to, count, ClassAt(from), MemberAt(from))
                );
            }
        }

        _woken.Sort((left, right) => left.From.CompareTo(right.From));
        _isCovered = new bool[steps];
        foreach (DateTimeOffset sample in year.Watchdog.Where(sample => sample <= upTo))
        {
            // One missing sample is bridged; each covers the minute before it.
            int at = StepOf(sample);
            int missing =
                at - (3 * StepsPerMinute) >= 0 && SeenAt(at - (2 * StepsPerMinute)) ? 2 : 1;
            for (int step = Math.Max(0, at - (missing * StepsPerMinute)); step < at; step++)
            {
                _isCovered[step] = true;
            }
        }

        bool SeenAt(int step) => Array.BinarySearch(year.Watchdog, TimeOf(step)) >= 0;
    }

    public sealed record Woken(
        string Key,
        int From,
        int? To,
        int Onsets,
        HoursClass Hours,
        string Member
    )
    {
        /// <summary>Null while it is open.</summary>
        public decimal? Minutes => (To - From) / (decimal)StepsPerMinute;

        public bool IsTransient => Minutes < 5;
    }

    public IReadOnlyList<Woken> In(TimeRange window) =>
        [.. _woken.Where(woken => window.Contains(TimeOf(woken.From)))];

    public int UpperIn(TimeRange window) =>
        _upper.Count(start => window.Contains(TimeOf(start.Step)));

    public decimal? Per12h(TimeRange window)
    {
        int steps = StepsOf(window).Count(step => _isCovered[step] && MemberAt(step).Length > 0);
        int pages = In(window).Count(woken => woken.Hours != HoursClass.Uncovered);
        return steps == 0 ? null : pages * 12m * 60 * StepsPerMinute / steps;
    }

    public decimal CoverageOf(TimeRange window) =>
        StepsOf(window).Average(step => _isCovered[step] ? 1m : 0m);

    /// <summary>By walking the window: a shift is completed when its handoffs at both ends are in it.</summary>
    public (int Completed, int Over, int Sleep) Shifts(TimeRange window)
    {
        int[] handoffs =
        [
            .. StepsOf(window).Append(StepOf(window.End)).Where(step => IsHandoff(step)),
        ];
        int over = 0;
        int sleep = 0;
        foreach ((int from, int to) in handoffs.Zip(handoffs.Skip(1)))
        {
            Woken[] woken = [.. _woken.Where(woken => woken.From >= from && woken.From < to)];
            int pages = woken.Length;
            sleep += woken.Count(page => page.Hours == HoursClass.Sleep);
            over += pages * 12m * 60 * StepsPerMinute > 0.2m * (to - from) ? 1 : 0;
        }

        return (Math.Max(0, handoffs.Length - 1), over, sleep);
    }

    public int MostOffHours(TimeRange month) =>
        In(month)
            .Where(woken => woken.Hours is HoursClass.Off or HoursClass.Sleep)
            .CountBy(woken => woken.Member)
            .Select(count => count.Value)
            .DefaultIfEmpty()
            .Max();

    public int MostRepeats(TimeRange window)
    {
        int most = 0;
        foreach (string key in PageYear.Keys)
        {
            int repeats = 0;
            Woken[] ofKey = [.. _woken.Where(woken => woken.Key == key)];
            for (int i = 1; i < ofKey.Length; i++)
            {
                bool isSoon = ofKey[i].From - ofKey[i - 1].To <= 7 * 24 * 60 * StepsPerMinute;
                repeats += isSoon && window.Contains(TimeOf(ofKey[i].From)) ? 1 : 0;
            }

            most = Math.Max(most, repeats);
        }

        return most;
    }

    public decimal MostOnCall(TimeRange window) =>
        StepsOf(window)
            .Select(MemberAt)
            .Where(member => member.Length > 0)
            .CountBy(member => member)
            .Max(count => (decimal)count.Value) / StepsOf(window).Count();

    private string MemberAt(int step) => Members[step / StepsPerMinute] ??= FindMember(step);

    /// <summary>"" before the first Monday of the year, 09:00.</summary>
    private string FindMember(int step)
    {
        LocalDateTime local = LocalAt(step, _zone);
        LocalDate monday = local.Date;
        while (monday.DayOfWeek != IsoDayOfWeek.Monday)
        {
            monday = monday.PlusDays(-1);
        }

        if (local < monday.At(new LocalTime(9, 0)))
        {
            monday = monday.PlusDays(-7);
        }

        var first = new LocalDate(2026, 1, 5);
        return monday < first ? "" : Rota[Period.DaysBetween(first, monday) / 7 % Rota.Length];
    }

    private bool IsHandoff(int step)
    {
        LocalDateTime local = LocalAt(step, _zone);
        return local.DayOfWeek == IsoDayOfWeek.Monday
            && local.TimeOfDay == new LocalTime(9, 0)
            && local.Date >= new LocalDate(2026, 1, 5);
    }

    private HoursClass ClassAt(int step)
    {
        string member = MemberAt(step);
        if (member.Length == 0)
        {
            return HoursClass.Uncovered;
        }

        LocalDateTime local = LocalAt(step, member == "dan" ? _danZone : _zone);
        bool isFree =
            local.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
            || local.Date == new LocalDate(2026, 12, 25);
        return local.Hour is >= 22 or < 8 ? HoursClass.Sleep
            : isFree || local.Hour is < 8 or >= 18 ? HoursClass.Off
            : HoursClass.Business;
    }

    /// <summary>Two samples of one series at most two minutes apart fill what lies between.</summary>
    private static void Paint(DateTimeOffset[] samples, bool[] steps)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            int at = StepOf(samples[i]);
            int last = i == 0 ? at : StepOf(samples[i - 1]);
            for (int step = at - last <= 2 * StepsPerMinute ? last : at; step <= at; step++)
            {
                steps[step] = true;
            }
        }
    }

    private static List<(int From, int To)> Runs(bool[] steps, int gap)
    {
        List<(int From, int To)> runs = [];
        for (int step = 0; step < steps.Length; step++)
        {
            if (steps[step])
            {
                if (runs.Count > 0 && step - runs[^1].To <= gap)
                {
                    runs[^1] = (runs[^1].From, step);
                }
                else
                {
                    runs.Add((step, step));
                }
            }
        }

        return runs;
    }

    private static IEnumerable<int> StepsOf(TimeRange window) =>
        Enumerable.Range(StepOf(window.Start), StepOf(window.End) - StepOf(window.Start));

    private static int StepOf(DateTimeOffset time) =>
        (int)((time - PageYear.Start) / PageYear.Step);

    private static DateTimeOffset TimeOf(int step) => PageYear.Start + (step * PageYear.Step);

    private static LocalDateTime LocalAt(int step, DateTimeZone zone) =>
        Instant.FromDateTimeOffset(TimeOf(step)).InZone(zone).LocalDateTime;
}
