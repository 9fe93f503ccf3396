namespace SloOperator.Kubernetes.Access;

/// <summary>What somebody wants to do.</summary>
/// <param name="Verb">Such as get.</param>
/// <param name="Group">Empty for the core kinds.</param>
/// <param name="Resource">The plural of the kind.</param>
/// <param name="Namespace">Null: in all of them.</param>
public sealed record AccessQuestion(string Verb, string Group, string Resource, string? Namespace);
