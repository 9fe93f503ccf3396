using SloOperator.Controllers;
using SloOperator.Domain.OnCall;
using SloOperator.Http;

namespace SloOperator.Pagers.PagerDuty;

/// <summary>Who is paged first: GET /oncalls of the first escalation level, overrides and hand-overs included.</summary>
internal sealed class PagerDutyShifts(PagerClient client, PagerOptions options, PagerQuery query)
{
    /// <summary>Three months is the documented limit of a search.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(80);

    // Of ids of seven to fourteen characters: URLs of some 4 KiB.
    private const int IdsAtOnce = 100;

    private readonly OffsetPaging _paging = new(PagerDutyProtocol.Pager, PagerDutyPages.Reach);
    private readonly RowTally _tally = new("on-call", "on-calls");
    private readonly HashSet<Shift> _shifts = [];
    private int _ofOtherLevels;

    public string? Warning { get; private set; }

    public string? Unreadable => _tally.Warning;

    public async Task<IReadOnlyList<Shift>> ReadAsync(CancellationToken ct)
    {
        if (options.ScheduleIds.Count > 0)
        {
            await ReadAsync("schedule_ids[]", options.ScheduleIds, ct);
        }
        else if (options.TeamIds.Count > 0)
        {
            await ReadAsync("escalation_policy_ids[]", await PoliciesAsync(ct), ct);
        }

        Warning =
            _shifts.Count > 0 ? null
            : options.ScheduleIds.Count + options.TeamIds.Count == 0
                ? "no shifts are read without scheduleIds or teamIds"
            : _ofOtherLevels > 0
                ? "nobody is on call at the first escalation level; check scheduleIds"
            : "nobody is on call; check scheduleIds and teamIds";
        return
        [
            .. _shifts
                .OrderBy(shift => shift.Start)
                .ThenBy(shift => shift.End)
                .ThenBy(shift => shift.Member, StringComparer.Ordinal),
        ];
    }

    private async Task<IReadOnlyList<string>> PoliciesAsync(CancellationToken ct)
    {
        List<string> ids = [];
        await _paging.ReadAsync(
            async offset =>
                PagerDutyLists.Page(
                    await client.GetAsync(
                        PagerDutyCalls.EscalationPolicies(options.TeamIds, offset),
                        ct
                    ),
                    "escalation_policies"
                ),
            row =>
            {
                if (row.Text("id") is { } id)
                {
                    ids.Add(id);
                }
            }
        );
        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    private async Task ReadAsync(string filter, IReadOnlyList<string> ids, CancellationToken ct)
    {
        foreach (string[] some in ids.Chunk(IdsAtOnce))
        {
            foreach (TimeRange part in TimeSlices.Of(query.Range, Longest))
            {
                await TimeSlices.ReadAsync(
                    PagerDutyProtocol.Pager,
                    part,
                    slice => ReadSliceAsync(filter, some, slice, ct)
                );
            }
        }
    }

    private Task<bool> ReadSliceAsync(
        string filter,
        string[] ids,
        TimeRange slice,
        CancellationToken ct
    )
    {
        PagerCall call = PagerDutyCalls.OnCalls(filter, ids, slice, query.Zone);
        return _paging.ReadAsync(
            async offset =>
                PagerDutyLists.Page(await client.GetAsync(call.At(offset), ct), "oncalls"),
            Take
        );
    }

    // One schedule on two policies, and a shift that reaches over a slice's end, come twice.
    private void Take(JsonRow row)
    {
        if (row.Count("escalation_level") is { } level and not 1)
        {
            _ofOtherLevels++;
        }
        else if (OnCall.Read(row, query, _tally) is { } shift && shift.Range.Overlaps(query.Range))
        {
            _shifts.Add(shift);
        }
    }
}
