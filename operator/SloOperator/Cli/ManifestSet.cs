using SloOperator.Kubernetes.Api;
using SloOperator.Resources;
using SloOperator.Resources.Exceptions;
using SloOperator.Resources.OnCall;
using SloOperator.Resources.Policy;
using SloOperator.Resources.Tickets;
using SloOperator.Store;

namespace SloOperator.Cli;

/// <summary>The objects of a file or folder, read once, each with where it stands; for commands that do not watch.</summary>
internal sealed class ManifestSet
{
    private readonly List<ManifestProblem> _problems;
    private readonly Dictionary<ResourceName, Decoded<PrometheusEndpoint>> _endpoints;
    private readonly Dictionary<ResourceName, Decoded<ErrorBudgetPolicy>> _policies;
    private readonly Dictionary<ResourceName, Decoded<Secret>> _secrets;

    private ManifestSet(ManifestContents contents, DateTimeOffset now)
    {
        _problems = [.. contents.Problems];
        var claims = new KindClaims();
        Slos = Decode(contents, (ManifestKinds.TeamSlo, ResourceKinds.TeamSlo), claims, now);
        OnCallPolicies = Decode(
            contents,
            (ManifestKinds.OnCallPolicy, ResourceKinds.OnCallPolicy),
            claims,
            now
        );
        Endpoints = Decode(
            contents,
            (ManifestKinds.PrometheusEndpoint, ResourceKinds.PrometheusEndpoint),
            claims,
            now
        );
        Policies = Decode(
            contents,
            (ManifestKinds.ErrorBudgetPolicy, ResourceKinds.ErrorBudgetPolicy),
            claims,
            now
        );
        Exceptions = Decode(
            contents,
            (ManifestKinds.BudgetException, ResourceKinds.BudgetException),
            claims,
            now
        );
        Tickets = Decode(
            contents,
            (ManifestKinds.ReliabilityTicket, ResourceKinds.ReliabilityTicket),
            claims,
            now
        );
        Sinks = Decode(contents, (ManifestKinds.TicketSink, ResourceKinds.TicketSink), claims, now);
        _policies = Policies.ToDictionary(found => found.Object.Name, found => found.Object);
        _endpoints = Endpoints.ToDictionary(found => found.Object.Name, found => found.Object);
        _secrets = Decode(contents, (ManifestKinds.Secret, ResourceKinds.Secret), claims, now)
            .ToDictionary(found => found.Object.Name, found => found.Object);
        _problems.AddRange(
            claims.Unclaimed(contents.Documents).Where(problem => IsOurs(contents, problem))
        );
    }

    public IReadOnlyList<Located<TeamSlo>> Slos { get; }

    public IReadOnlyList<Located<OnCallPolicy>> OnCallPolicies { get; }

    public IReadOnlyList<Located<PrometheusEndpoint>> Endpoints { get; }

    public IReadOnlyList<Located<ErrorBudgetPolicy>> Policies { get; }

    public IReadOnlyList<Located<BudgetException>> Exceptions { get; }

    /// <summary>Written by the operator, so that only their form can be wrong.</summary>
    public IReadOnlyList<Located<ReliabilityTicket>> Tickets { get; }

    public IReadOnlyList<Located<TicketSink>> Sinks { get; }

    /// <summary>Of the kinds of our group, usable or not.</summary>
    public int Count =>
        Slos.Count
        + OnCallPolicies.Count
        + Endpoints.Count
        + Policies.Count
        + Sinks.Count
        + Exceptions.Count
        + Tickets.Count;

    /// <summary>Of files and names; what is wrong inside an object is told where it is used.</summary>
    public IReadOnlyList<ManifestProblem> Problems => _problems;

    /// <exception cref="CommandException">There is no such file or folder, or it cannot be read.</exception>
    public static ManifestSet Load(string path, DateTimeOffset now) => Load([path], now);

    /// <summary>Of several files and folders as if they were one.</summary>
    /// <exception cref="CommandException">One of them is not there, or cannot be read.</exception>
    public static ManifestSet Load(IReadOnlyList<string> paths, DateTimeOffset now)
    {
        ManifestContents[] contents = [.. paths.Select(Read)];
        return new ManifestSet(
            new ManifestContents(
                [.. contents.SelectMany(each => each.Documents)],
                [.. contents.SelectMany(each => each.Problems)]
            ),
            now
        );
    }

    private static ManifestContents Read(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            throw new CommandException($"-f {path}: there is no such file or folder");
        }

        try
        {
            return ManifestReader.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"-f {path}: cannot be read: {e.Message}");
        }
    }

    public Decoded<PrometheusEndpoint>? FindEndpoint(string name) =>
        _endpoints.GetValueOrDefault(new ResourceName(null, name));

    public Decoded<ErrorBudgetPolicy>? FindPolicy(string name) =>
        _policies.GetValueOrDefault(new ResourceName(null, name));

    public Decoded<Secret>? FindSecret(ResourceName name) => _secrets.GetValueOrDefault(name);

    private List<Located<T>> Decode<T>(
        ManifestContents contents,
        (ResourceDefinition<T> Strict, ResourceDefinition<T> Tolerant) kind,
        KindClaims claims,
        DateTimeOffset now
    )
        where T : class, IKubernetesObject
    {
        claims.Claim(kind.Strict.ApiVersion, kind.Strict.Kind);
        var tolerant = new ManifestDecoder<T>(kind.Tolerant);
        return
        [
            .. new ManifestDecoder<T>(kind.Strict)
                .ReadAll(contents.Documents, now, _problems)
                .Select(entry => new Located<T>(
                    entry.Manifest.Document,
                    entry.Object,
                    entry.Object.Value ?? tolerant.Decode(entry.Manifest, entry.State).Value
                )),
        ];
    }

    /// <summary>A core kind such as a Deployment may stand beside ours; only our group's kinds must be known.</summary>
    private static bool IsOurs(ManifestContents contents, ManifestProblem problem) =>
        contents.Documents.Any(document =>
            document.Path == problem.Path
            && document.Line == problem.Line
            && document.ApiVersion.StartsWith(ResourceKinds.Group + "/", StringComparison.Ordinal)
        );
}
