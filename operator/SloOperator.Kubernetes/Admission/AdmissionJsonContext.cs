using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace SloOperator.Kubernetes.Admission;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(AdmissionReview))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class AdmissionJsonContext : JsonSerializerContext;
