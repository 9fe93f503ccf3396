using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Http;

namespace SloOperator.Pagers.Opsgenie;

/// <summary>Who is on call: GET /schedules/{id}/timeline, overrides and forwarding included. Escalations come after a schedule, so its people are paged first.</summary>
internal sealed class OpsgenieShifts(OpsgenieSession session, PagerQuery query)
{
    private readonly RowTally _tally = new("on-call period", "on-call periods");
    private readonly HashSet<Shift> _shifts = [];
    private bool _isRead;

    public IEnumerable<string?> Warnings =>
        [
            _tally.Warning,
            !_isRead || _shifts.Count > 0 ? null
            : session.Options.ScheduleIds.Count + session.Options.TeamIds.Count == 0
                ? "no shifts are read without scheduleIds or teamIds"
            : "nobody is on call; check scheduleIds and teamIds",
        ];

    public async Task<IReadOnlyList<Shift>> ReadAsync(CancellationToken ct)
    {
        foreach (string schedule in await SchedulesAsync(ct))
        {
            await ReadAsync(schedule, ct);
        }

        _isRead = true;
        return
        [
            .. _shifts
                .OrderBy(shift => shift.Start)
                .ThenBy(shift => shift.End)
                .ThenBy(shift => shift.Member, StringComparer.Ordinal),
        ];
    }

    private async Task<IReadOnlyList<string>> SchedulesAsync(CancellationToken ct)
    {
        if (session.Options.ScheduleIds.Count > 0 || session.Options.TeamIds.Count == 0)
        {
            return session.Options.ScheduleIds;
        }

        List<string> ids = [];
        await new OffsetPaging(session.Dialect.Name, OpsgeniePages.Reach).ReadAsync(
            async offset =>
                OpsgenieLists.Page(
                    await session.Client.GetAsync(
                        OpsgenieCalls.Schedules(session.Dialect, offset),
                        ct
                    ),
                    session.Dialect,
                    "schedules"
                ),
            row =>
            {
                if (row.Text("id") is { } id && IsOurs(row))
                {
                    ids.Add(id);
                }
            }
        );
        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    private bool IsOurs(JsonRow schedule) =>
        schedule.Flag("enabled") != false
        && (schedule.Row("ownerTeam").Text("id") ?? schedule.Text("teamId")) is { } team
        && session.Options.TeamIds.Contains(team, StringComparer.Ordinal);

    private async Task ReadAsync(string schedule, CancellationToken ct)
    {
        JsonRow answer = await session.Client.GetAsync(
            OpsgenieCalls.Timeline(session.Dialect, schedule, query.Range),
            ct
        );
        JsonRow timeline = answer.Row("data").IsObject ? answer.Row("data") : answer;
        IReadOnlyList<JsonRow> rotations =
            timeline.Row("finalTimeline").Rows("rotations")
            ?? throw new PagerException(
                $"{session.Dialect.Name}, timeline: the answer has no final timeline; check that the URL is the API's"
            );
        _shifts.UnionWith(
            rotations
                .SelectMany(rotation =>
                    OnCallPeriods.Read(rotation.Rows("periods") ?? [], query.Zone, _tally)
                )
                .Where(shift => shift.Range.Overlaps(query.Range))
        );
    }
}
