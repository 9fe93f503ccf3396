using SloOperator.Kubernetes.Api;

namespace SloOperator.Resources.Policy;

/// <summary>Finds an ErrorBudgetPolicy by name; null when there is none.</summary>
internal delegate Decoded<ErrorBudgetPolicy>? PolicyLookup(string name);
