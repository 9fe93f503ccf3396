using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SloOperator.Cli;
using SloOperator.Controllers.Tickets;
using SloOperator.Prometheus.Collection;
using SloOperator.Resources.Tickets;
using SloOperator.Testing;

namespace SloOperator.Demo;

/// <summary>Lets the operator live through the days of the bad deploy on a clock that runs ahead, so that what takes days is seen in seconds: its tickets stay in the folder for the program that follows.</summary>
internal sealed class Replay(string manifests, Uri prometheus, ShopCalendar calendar)
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Bucket = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>As long as a pass and what follows from it take.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);

    /// <param name="output">Gets a line for each change of a ticket.</param>
    /// <param name="ct">Ends it early.</param>
    public async Task RunAsync(TextWriter output, CancellationToken ct)
    {
        ManualTimeProvider clock = new(calendar.BadDeploy - Before);
        await using WebApplication app = Build(clock);
        await app.StartAsync(ct);
        BudgetCollector collector = app.Services.GetRequiredService<BudgetCollector>();
        IOutboxStore outbox = app.Services.GetRequiredService<IOutboxStore>();
        DateTimeOffset near = calendar.Rollback + Hour;
        while (clock.GetUtcNow() < calendar.Now - Hour)
        {
            clock.Advance(clock.GetUtcNow() < near ? Bucket : Hour);
            await Task.Delay(Moment, TimeProvider.System, ct);
            await collector.WhenIdleAsync();
            await Task.Delay(Moment, TimeProvider.System, ct);
            await TellAsync(outbox, clock.GetUtcNow(), output);
        }

        await app.StopAsync(ct);
    }

    private WebApplication Build(ManualTimeProvider clock) =>
        OperatorHost.Build(
            new RunOptions
            {
                Standalone = manifests,
                PrometheusUrl = prometheus,
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                LeaderElect = false,
            },
            services =>
            {
                services.AddLogging(logs => logs.ClearProviders());
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            }
        );

    private async Task TellAsync(IOutboxStore outbox, DateTimeOffset now, TextWriter output)
    {
        foreach (
            ReliabilityTicket ticket in outbox
                .List()
                .Select(found => found.Value)
                .OfType<ReliabilityTicket>()
                .OrderBy(ticket => ticket.Metadata.Name, StringComparer.Ordinal)
        )
        {
            string line =
                $"{ticket.Spec?.Priority} {ticket.Status?.Phase ?? "Pending", -10} {ticket.Spec?.Title}";
            if (_told.GetValueOrDefault(ticket.Metadata.Name) == line)
            {
                continue;
            }

            _told[ticket.Metadata.Name] = line;
            string at = now.UtcDateTime.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
            await output.WriteLineAsync($"demo:   {at}  {line}");
        }
    }
}
