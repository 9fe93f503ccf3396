namespace SloOperator.Telemetry;

/// <summary>
/// Log levels from a file, changed while the operator runs whenever the file is; a mounted ConfigMap is one. A change that cannot be used is
/// told in the log, and the levels stay as they were. The file is read again rather than watched: a ConfigMap is exchanged by a link, which
/// no watcher of a file sees.
/// </summary>
internal sealed partial class LogLevelsFile
    : ConfigurationProvider,
        IConfigurationSource,
        IDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private string _text = "";
    private ITimer? _timer;

    /// <exception cref="IOException">There is no such file, or it cannot be used.</exception>
    public LogLevelsFile(string path)
    {
        _path = path;
        _text = Read() ?? throw new IOException($"--log-levels {path}: there is no such file");
        if (
            !LogLevels.TryParse(
                _text,
                out IReadOnlyDictionary<string, LogLevel>? levels,
                out string? problem
            )
        )
        {
            throw new IOException($"--log-levels {path}: {problem}");
        }

        Take(levels);
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Reads it again and again, until it is disposed.</summary>
    public void Follow(TimeProvider time, ILogger log) =>
        _timer = time.CreateTimer(_ => ReadAgain(log), null, Every, Every);

    public void Dispose() => _timer?.Dispose();

    private void ReadAgain(ILogger log)
    {
        // One that is away for a moment, while it is exchanged, says nothing.
        if (Read() is not { } text || text == _text)
        {
            return;
        }

        _text = text;
        if (
            !LogLevels.TryParse(
                text,
                out IReadOnlyDictionary<string, LogLevel>? levels,
                out string? problem
            )
        )
        {
            LogUnusable(log, _path, problem);
            return;
        }

        Take(levels);
        OnReload();
        LogChanged(log, string.Join(", ", levels.Select(level => $"{level.Key}={level.Value}")));
    }

    private void Take(IReadOnlyDictionary<string, LogLevel> levels) =>
        Data = levels.ToDictionary(
            level => ConfigurationPath.Combine("LogLevel", level.Key),
            level => (string?)level.Value.ToString(),
            StringComparer.OrdinalIgnoreCase
        );

    private string? Read()
    {
        try
        {
            return File.ReadAllText(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The log levels stay as they were: {Path} was changed, and {Problem}"
    )]
    private static partial void LogUnusable(ILogger log, string path, string problem);

    [LoggerMessage(LogLevel.Information, "Log levels are now {Levels}")]
    private static partial void LogChanged(ILogger log, string levels);
}
