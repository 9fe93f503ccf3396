using System.Text.Json;
using SloOperator.Controllers;
using SloOperator.Kubernetes.Api;
using SloOperator.Telemetry;
using SloOperator.Tests.Controllers;

namespace SloOperator.Tests.Telemetry;

public sealed class AuditLogTests
{
    private static readonly AuditEntry Used = new()
    {
        At = Given.Noon,
        Decision = "ExceptionUsed",
        Who = "ci/run-7",
        Kind = "BudgetException",
        Name = new ResourceName("shop", "release"),
        Uid = "9f3a",
        Regarding = new ResourceName("shop", "checkout"),
        Reason = "It must be out.",
        Reference = "CAT-204",
    };

    [Fact]
    public void An_entry_is_one_line_of_JSON()
    {
        using var output = new StringWriter();

        new AuditLog(output).Write(Used);

        output
            .ToString()
            .ShouldBe(
                """{"time":"2026-11-20T12:00:00Z","logger":"Audit","decision":"ExceptionUsed","who":"ci/run-7","kind":"BudgetException","object":"shop/release","uid":"9f3a","regarding":"shop/checkout","reason":"It must be out.","reference":"CAT-204"}"""
                    + Environment.NewLine
            );
    }

    [Fact]
    public void What_nobody_said_is_left_out()
    {
        using var output = new StringWriter();

        new AuditLog(output).Write(
            Used with
            {
                Who = null,
                Uid = null,
                Regarding = null,
                Reference = null,
            }
        );

        output
            .ToString()
            .TrimEnd()
            .ShouldBe(
                """{"time":"2026-11-20T12:00:00Z","logger":"Audit","decision":"ExceptionUsed","kind":"BudgetException","object":"shop/release","reason":"It must be out."}"""
            );
    }

    [Theory]
    [InlineData("two\nlines\r\nand more")]
    [InlineData("a \"quote\" and a \\ and \u2028")]
    [InlineData("Zoë 🦊")]
    public void Whatever_somebody_writes_stays_one_line_and_comes_back(string reason)
    {
        using var output = new StringWriter();

        new AuditLog(output).Write(Used with { Reason = reason });

        string line = output.ToString()[..^Environment.NewLine.Length];
        line.ShouldNotContain('\n');
        line.ShouldNotContain('\u2028');
        JsonDocument.Parse(line).RootElement.GetProperty("reason").GetString().ShouldBe(reason);
    }

    [Fact]
    public void A_reader_that_is_gone_harms_nobody()
    {
        var output = new StreamWriter(new MemoryStream());
        output.Dispose();

        Should.NotThrow(() => new AuditLog(output).Write(Used));
    }

    [Fact]
    public void Lines_of_many_at_once_stay_whole()
    {
        using var output = new StringWriter();
        var log = new AuditLog(output);

        Parallel.For(0, 200, i => log.Write(Used with { Reason = $"{i}" }));

        output
            .ToString()
            .Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("reason").GetString())
            .ShouldBe(Enumerable.Range(0, 200).Select(i => $"{i}"), ignoreOrder: true);
    }
}
