using SloOperator.Controllers.Tickets;
using SloOperator.Resources.Tickets;
using SloOperator.Testing.Wire;

namespace SloOperator.Tests.Sinks;

public sealed class SecrecyTests
{
    private const string Told = "what-only-the-answer-says";

    private static readonly int[] Statuses =
    [
        200,
        201,
        202,
        204,
        301,
        302,
        307,
        400,
        401,
        402,
        403,
        404,
        405,
        408,
        409,
        410,
        413,
        415,
        422,
        423,
        429,
        451,
        500,
        501,
        502,
        503,
        504,
    ];

    public static TheoryData<int> Sinks() =>
        [(int)SinkType.GitHub, (int)SinkType.GitLab, (int)SinkType.Webhook];

    [Theory]
    [MemberData(nameof(Sinks))]
    public async Task No_reply_repeats_a_credential_or_the_words_of_an_answer(int type)
    {
        string said = $"{Filing.Token} hmac-key {Told}";
        string[] bodies =
        [
            $"<html>{said}</html>",
            $$"""{"message":"{{said}}","error":"{{said}}","id":"{{said}}\u0000"}""",
            $$$"""{"message":{"{{{said}}}":["{{{said}}}"],"title":["{{{said}}}"]}}""",
            $$"""{"errors":[{"resource":"{{said}}","field":"{{said}}","code":"{{said}}"},{"field":"labels","code":"{{said}}"}]}""",
        ];
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        List<string> replies = [];
        foreach (string body in bodies)
        {
            foreach (int status in Statuses)
            {
                Answer(server, status, body, said);
                replies.AddRange(await RepliesAsync((SinkType)type, server.Url));
            }
        }

        replies.Count.ShouldBe(bodies.Length * Statuses.Length * 6);
        replies.ShouldAllBe(reply =>
            !reply.Contains(Filing.Token) && !reply.Contains("hmac-key") && !reply.Contains(Told)
        );
    }

    private static void Answer(ScriptedServer server, int status, string body, string said) =>
        server.Always(
            _ => true,
            _ =>
                (status == 204 ? Reply.Json("", 204) : Reply.Json(body, status))
                    .WithHeader("Location", $"/{Uri.EscapeDataString(said)}")
                    .WithHeader("X-GitHub-SSO", said)
        );

    private static async Task<IReadOnlyList<string>> RepliesAsync(SinkType type, Uri url)
    {
        using var filing = new Filing(type, url);
        return
        [
            .. new[]
            {
                await filing.CreateAsync(),
                await filing.ReadAsync("1"),
                await filing.UpdateAsync("1"),
                await filing.CommentAsync("1"),
                await filing.CloseAsync("1"),
                await filing.ReopenAsync("1"),
            }.Select(reply => reply.ToString()!),
        ];
    }
}
