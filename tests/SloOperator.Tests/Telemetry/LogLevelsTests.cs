using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SloOperator.Telemetry;
using SloOperator.Testing;
using SloOperator.Testing.Processes;

namespace SloOperator.Tests.Telemetry;

public sealed class LogLevelsTests : IDisposable
{
    private const string Quiet = """{"Default": "warning"}""";

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new(
        new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero)
    );
    private readonly RecordedLog _told = new();

    private string Path => _folder.File("levels.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_level_counts_for_all_loggers_beneath_its_category()
    {
        using ServiceProvider services = Start(
            """{"Default": "Warning", "SloOperator.Sinks": "Debug"}"""
        );

        Logs(services, "SloOperator.Sinks.GitHub", LogLevel.Debug).ShouldBeTrue();
        Logs(services, "SloOperator.Prometheus", LogLevel.Information).ShouldBeFalse();
        Logs(services, "SloOperator.Prometheus", LogLevel.Warning).ShouldBeTrue();
    }

    [Fact]
    public void A_change_of_the_file_counts_without_a_restart()
    {
        using ServiceProvider services = Start(Quiet);
        ILogger before = services.GetRequiredService<ILoggerFactory>().CreateLogger("Some.Part");
        before.IsEnabled(LogLevel.Trace).ShouldBeFalse();

        File.WriteAllText(Path, """{"Some": "trace"}""");
        _time.Advance(LogLevelsFile.Every);

        before.IsEnabled(LogLevel.Trace).ShouldBeTrue();
        _told.Lines.Single().Text.ShouldBe("Log levels are now Some=Trace");
    }

    [Fact]
    public void A_change_that_cannot_be_used_is_told_once_and_the_levels_stay()
    {
        using ServiceProvider services = Start(Quiet);

        File.WriteAllText(Path, """{"Default": "loud", "Some": 3}""");
        _time.Advance(LogLevelsFile.Every);
        _time.Advance(LogLevelsFile.Every);

        Logs(services, "Some.Part", LogLevel.Information).ShouldBeFalse();
        _told
            .Lines.Single()
            .Text.ShouldBe(
                $"The log levels stay as they were: {Path} was changed, and "
                    + "Default: must be one of Trace, Debug, Information, Warning, Error, Critical, None, found loud; "
                    + "Some: must be one of Trace, Debug, Information, Warning, Error, Critical, None, found 3"
            );
    }

    [Fact]
    public void A_file_that_is_away_for_a_moment_says_nothing()
    {
        using ServiceProvider services = Start(Quiet);

        File.Delete(Path);
        _time.Advance(LogLevelsFile.Every);

        Logs(services, "Some.Part", LogLevel.Information).ShouldBeFalse();
        _told.Lines.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "[]",
        "it must be a JSON object such as {\"Default\": \"Information\"}, found Array"
    )]
    [InlineData("{\"Default\": ", "it is not JSON: line 1, byte 13")]
    [InlineData(
        "{\"Default\": \"7\"}",
        "Default: must be one of Trace, Debug, Information, Warning, Error, Critical, None, found 7"
    )]
    [InlineData(
        "{\"Default\": \"3\"}",
        "Default: must be one of Trace, Debug, Information, Warning, Error, Critical, None, found 3"
    )]
    public void One_that_cannot_be_used_ends_the_start(string text, string problem)
    {
        File.WriteAllText(Path, text);

        Should
            .Throw<IOException>(() => new LogLevelsFile(Path))
            .Message.ShouldBe($"--log-levels {Path}: {problem}");
    }

    [Fact]
    public void One_that_is_not_there_ends_the_start() =>
        Should
            .Throw<IOException>(() => new LogLevelsFile(Path))
            .Message.ShouldBe($"--log-levels {Path}: there is no such file");

    private ServiceProvider Start(string text)
    {
        File.WriteAllText(Path, text);
        var levels = new LogLevelsFile(Path);
        levels.Follow(_time, _told);
        var services = new ServiceCollection();
        services.AddSingleton(_ => levels);
        services.AddLogging(logging =>
        {
            logging.AddProvider(new OneLogger(_told));
            logging.SetMinimumLevel(LogLevel.Information);
            logging.AddConfiguration(new ConfigurationBuilder().Add(levels).Build());
        });
        ServiceProvider provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<LogLevelsFile>();
        return provider;
    }

    private static bool Logs(ServiceProvider services, string category, LogLevel level) =>
        services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(level);

    private sealed class OneLogger(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose() { }
    }
}
