using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace SloOperator.Tests.Sinks.Webhook;

/// <summary>A receiver as somebody might write one from the contract, in a process of its own. Its tickets are a file each.</summary>
/// <param name="folder">Where they are kept; what is there already is known.</param>
/// <param name="key">Of signatures.</param>
internal sealed class Receiver(string folder, string key)
{
    /// <summary>A ticket of this title is kept, and then the process ends without an answer.</summary>
    public const string Deadly = "Die after this";

    public async Task RunAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions()
        );
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        await using WebApplication application = builder.Build();
        application.Run(AnswerAsync);
        await application.StartAsync();
        Console.WriteLine(application.Urls.Single());
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        string signature = Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body.ToArray())
        );
        if (context.Request.Headers["X-Slo-Operator-Signature"] != $"sha256={signature}")
        {
            context.Response.StatusCode = 401;
            return;
        }

        JsonObject ticket = JsonNode.Parse(body.ToArray())!.AsObject();
        string id =
            context.Request.Method == "POST"
                ? context.Request.Headers["Idempotency-Key"].ToString()
                : context.Request.Path.Value!.Split('/')[^1];
        await KeepAsync(id, ticket);
        await context.Response.WriteAsync($$"""{"id":"{{id}}","url":"https://board.dev/{{id}}"}""");
    }

    private async Task KeepAsync(string id, JsonObject ticket)
    {
        string file = Path.Combine(folder, id);
        bool isNew = !File.Exists(file);
        await File.WriteAllTextAsync(file, $"{ticket["action"]} {ticket["title"]}");
        if (isNew && ticket["title"]!.GetValue<string>() == Deadly)
        {
            Environment.FailFast("As it was told.");
        }
    }
}
