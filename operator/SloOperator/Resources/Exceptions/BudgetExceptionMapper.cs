using SloOperator.Domain.Exceptions;
using SloOperator.Kubernetes.Api;
using SloOperator.Resources.OnCall;

namespace SloOperator.Resources.Exceptions;

/// <summary>Turns an exception as written into its terms, or into the whole list of what is wrong with it.</summary>
internal static class BudgetExceptionMapper
{
    private const int MostObjectives = 20;
    private const int MostChanges = 20;
    private const int MostUses = 1000;
    private const int LongestReason = 1024;
    private const int LongestReference = 512;

    public static BudgetExceptionMapping Map(BudgetException exception)
    {
        List<Problem> problems = [];
        var root = new SpecField("spec", problems);
        if (exception.Spec is not { } spec)
        {
            root.Refuse(
                "is missing; write teamSLO, type, start, end, reason and who asked and approved"
            );
            return new BudgetExceptionMapping(null, problems);
        }

        ExceptionTerms? terms = Map(exception.Metadata, spec, root);
        return new BudgetExceptionMapping(problems.Count == 0 ? terms : null, problems);
    }

    private static ExceptionTerms? Map(
        ObjectMeta metadata,
        BudgetExceptionSpec spec,
        SpecField root
    )
    {
        root["teamSLO"].ReadObjectName(spec.TeamSlo);
        ExceptionType? type = root["type"]
            .ReadChoice(
                spec.Type,
                ("Exclusion", ExceptionType.Exclusion),
                ("GateOverride", ExceptionType.GateOverride)
            );
        IReadOnlyList<string> objectives = root["objectives"]
            .ReadDistinct(
                spec.Objectives,
                MostObjectives,
                (field, text) => field.ReadDnsLabel(text)
            );
        CheckWords(spec, root);
        ExceptionTime? time = ExceptionTimeMapper.Map(spec, root);
        RefuseWhatOnlyOverridesHave(spec, type, root);
        IReadOnlyList<string> changes = root["changes"]
            .ReadDistinct(spec.Changes, MostChanges, (field, text) => field.ReadDnsLabel(text));
        string? requester = root["requestedBy"].ReadPerson(spec.RequestedBy);
        string? approver = root["approvedBy"].ReadPerson(spec.ApprovedBy);
        long? uses = spec.MaxUses is { } most
            ? root["maxUses"].ReadNumber(most, 1, MostUses)
            : null;
        if (type is not { } known || time is null || requester is null || approver is null)
        {
            return null;
        }

        return new ExceptionTerms
        {
            Name = metadata.Name,
            Type = known,
            Objectives = objectives,
            Time = time,
            Changes = changes,
            MaxUses = (int?)uses,
            RequestedBy = requester,
            ApprovedBy = approver,
            IsRevoked = spec.Revoked ?? false,
            // Not stored anywhere: of no age, as old as can be.
            CreatedAt = metadata.CreationTimestamp ?? DateTimeOffset.UnixEpoch,
        };
    }

    private static void CheckWords(BudgetExceptionSpec spec, SpecField root)
    {
        root["category"]
            .ReadChoice(
                spec.Category ?? "Other",
                ("ScheduledMaintenance", true),
                ("LoadTest", true),
                ("Dependency", true),
                ("Measurement", true),
                ("Other", true)
            );
        if (string.IsNullOrWhiteSpace(spec.Reason))
        {
            root["reason"]
                .Refuse("is missing; write why, in a sentence: it stays in the audit log");
        }

        root["reason"].RefuseLongerThan(LongestReason, spec.Reason);
        root["reference"].RefuseLongerThan(LongestReference, spec.Reference);
    }

    private static void RefuseWhatOnlyOverridesHave(
        BudgetExceptionSpec spec,
        ExceptionType? type,
        SpecField root
    )
    {
        const string message = "is for type GateOverride alone; leave it out with type Exclusion";
        if (type is not ExceptionType.Exclusion)
        {
            return;
        }

        if (spec.Changes is not null)
        {
            root["changes"].Refuse(message);
        }

        if (spec.MaxUses is not null)
        {
            root["maxUses"].Refuse(message);
        }
    }
}
