namespace SloOperator.Kubernetes.Admission;

/// <summary>The part of a metav1.Status that a denial carries.</summary>
internal sealed record AdmissionStatus(string Message, int? Code);
