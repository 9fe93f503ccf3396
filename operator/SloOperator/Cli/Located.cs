using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Store;

namespace SloOperator.Cli;

/// <summary>An object and the document it stands in.</summary>
/// <param name="Document">Where it was found.</param>
/// <param name="Object">As a strict reader takes it: a misspelt field is an error.</param>
/// <param name="Readable">What can be read of it when such fields are left out; null when it cannot be decoded even so.</param>
internal sealed record Located<T>(ManifestDocument Document, Decoded<T> Object, T? Readable)
    where T : class, IKubernetesObject
{
    /// <summary>Problems as a command prints them: a line each, with the place and the object.</summary>
    public IEnumerable<string> Describe(IEnumerable<Problem> problems) =>
        problems.Select(problem => $"{Document}: {Document.Kind} {Object.Name}: {problem}");
}
