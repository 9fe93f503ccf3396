namespace SloOperator.Testing.Processes;

/// <summary>Polls a real server until it answers; a server that ends or stays silent fails with the end of its log.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan OneProbe = TimeSpan.FromSeconds(2);

    public static async Task WaitAsync(
        ChildProcess server,
        TimeSpan deadline,
        Func<CancellationToken, Task<bool>> isReady
    )
    {
        using CancellationTokenSource limit = new(deadline, TimeProvider.System);
        using PeriodicTimer pace = new(Pace, TimeProvider.System);
        while (!await AnswersAsync(isReady))
        {
            if (server.HasExited)
            {
                await server.WaitForExitAsync(deadline);
                throw new ServerStartException(server, deadline);
            }

            if (limit.IsCancellationRequested)
            {
                throw new ServerStartException(server, deadline);
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public static async Task<bool> IsOkAsync(HttpClient http, Uri url, CancellationToken ct)
    {
        using HttpResponseMessage response = await http.GetAsync(url, ct);
        return response.IsSuccessStatusCode;
    }

    private static async Task<bool> AnswersAsync(Func<CancellationToken, Task<bool>> isReady)
    {
        using CancellationTokenSource limit = new(OneProbe, TimeProvider.System);
        try
        {
            return await isReady(limit.Token);
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
