using SloOperator.Kubernetes.Api;

namespace SloOperator.Controllers.Tickets;

/// <summary>Whether an owner is still there; true also while that is not known.</summary>
/// <param name="kind">TeamSLO or OnCallPolicy.</param>
/// <param name="owner">Its name.</param>
internal delegate bool OwnerLookup(string kind, ResourceName owner);
