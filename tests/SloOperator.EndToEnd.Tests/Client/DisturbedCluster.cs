using SloOperator.Testing.Clusters;

namespace SloOperator.EndToEnd.Tests.Client;

/// <summary>An API server with its usual flags.</summary>
public sealed class DisturbedCluster() : NoteCluster(new ControlPlaneOptions());
