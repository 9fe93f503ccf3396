using System.Text.Json.Serialization;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Rules;
using SloOperator.Resources.Tickets;

namespace SloOperator.Resources;

/// <summary>How resources are read from a cluster: fields of a newer schema are passed over, because the API server has already judged them.</summary>
[JsonSourceGenerationOptions(
    // No second copy of the code, for writing alone: its speed is not what a status waits for, its size is in memory.
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false
)]
[JsonSerializable(typeof(TeamSlo))]
[JsonSerializable(typeof(OnCallPolicy))]
[JsonSerializable(typeof(PrometheusEndpoint))]
[JsonSerializable(typeof(ErrorBudgetPolicy))]
[JsonSerializable(typeof(ReliabilityTicket))]
[JsonSerializable(typeof(ClusterNamespace))]
[JsonSerializable(typeof(TicketSink))]
[JsonSerializable(typeof(BudgetExceptionSpec))]
[JsonSerializable(typeof(ReadyStatus))]
[JsonSerializable(typeof(BudgetException))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(PrometheusRule))]
[JsonSerializable(typeof(KeptRule))]
internal sealed partial class ResourceJson : JsonSerializerContext;
