using SloOperator.Kubernetes.Runtime;

namespace SloOperator.Kubernetes.Tests.Runtime;

public sealed class SeriesBookTests
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SeriesBook _book = new();

    [Fact]
    public void The_first_is_an_event_and_the_second_a_series_of_two()
    {
        Observe(0)!.Count.ShouldBe(1);
        Observe(1)!.Count.ShouldBe(2);
    }

    [Fact]
    public void A_series_keeps_the_name_of_its_event() =>
        Observe(0)!.Name.ShouldBe(Observe(1)!.Name);

    [Fact]
    public void A_series_is_written_at_most_every_half_hour()
    {
        Observe(0);
        Observe(1);

        Observe(2).ShouldBeNull();
        Observe(30).ShouldBeNull();
        Observe(31)!.Count.ShouldBe(5);
    }

    [Fact]
    public void What_was_only_counted_is_written_with_the_next_refresh()
    {
        Observe(0);
        Observe(1);
        Observe(2);
        _book.Refresh(TimeSpan.FromMinutes(30)).ShouldBeEmpty();

        SeriesBook.Written written = _book.Refresh(TimeSpan.FromMinutes(31)).Single();

        written.Count.ShouldBe(3);
        written.At.ShouldBe(_start.AddMinutes(2));
        _book.Refresh(TimeSpan.FromMinutes(62)).ShouldBeEmpty();
    }

    [Fact]
    public void After_an_hour_of_silence_an_event_is_new()
    {
        Observe(0);

        Observe(60)!.Count.ShouldBe(1);
    }

    [Fact]
    public void Another_note_is_another_event()
    {
        Observe(0);

        Observe(1, "other")!.Count.ShouldBe(1);
    }

    [Fact]
    public void The_longest_silent_series_makes_room_for_new_ones()
    {
        for (int i = 0; i <= SeriesBook.MostSeries; i++)
        {
            Observe(i / 1000.0, $"note {i}");
        }

        Observe(2, "note 1")!.Count.ShouldBe(2);
        Observe(2, "note 0")!.Count.ShouldBe(1);
    }

    [Fact]
    public void A_note_is_cut_between_characters_to_1024_bytes()
    {
        string cut = Occurrence.Shorten(string.Concat(Enumerable.Repeat("😀", 300)));

        cut.ShouldBe(string.Concat(Enumerable.Repeat("😀", 255)) + "…");
    }

    [Fact]
    public void A_note_that_fits_is_left_alone() =>
        Occurrence.Shorten(new string('a', 1024)).Length.ShouldBe(1024);

    private SeriesBook.Written? Observe(double minute, string note = "note") =>
        _book.Observe(
            new Occurrence(
                new ObjectReference
                {
                    ApiVersion = "v1",
                    Kind = "Pod",
                    Namespace = "shop",
                    Name = "web",
                },
                EventType.Normal,
                "Reason",
                "Action",
                note
            ),
            _start.AddMinutes(minute),
            TimeSpan.FromMinutes(minute)
        );
}
