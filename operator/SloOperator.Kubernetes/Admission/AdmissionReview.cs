namespace SloOperator.Kubernetes.Admission;

/// <summary>What goes over the wire in both directions; a question has a request, an answer has a response.</summary>
internal sealed record AdmissionReview
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public AdmissionRequest? Request { get; init; }

    public AdmissionResponse? Response { get; init; }

    /// <summary>The API server takes an answer only with the question's own version, kind and uid.</summary>
    public AdmissionReview Answer(AdmissionDecision decision) =>
        new()
        {
            ApiVersion = ApiVersion,
            Kind = Kind,
            Response = new AdmissionResponse
            {
                Uid = Request!.Uid,
                Allowed = decision.IsAllowed,
                Status = decision.Message is null
                    ? null
                    : new AdmissionStatus(decision.Message, decision.Code),
                Warnings = decision.Warnings.Count == 0 ? null : decision.Warnings,
            },
        };
}
