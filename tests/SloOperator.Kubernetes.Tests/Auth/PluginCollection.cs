namespace SloOperator.Kubernetes.Tests.Auth;

/// <summary>Whose classes write programs and start them: one after the other, for a program that is open for writing in a process just forked cannot be started.</summary>
[CollectionDefinition(Name)]
public sealed class PluginCollection
{
    public const string Name = "plugins";
}
