namespace SloOperator.Testing.Processes;

/// <summary>A server ended or stayed silent instead of becoming ready; the message ends with what it last wrote.</summary>
public sealed class ServerStartException(ChildProcess server, TimeSpan deadline)
    : Exception(Describe(server, deadline))
{
    /// <summary>Somebody else took the port between its choice and the server's bind; another port will do.</summary>
    internal bool IsPortTaken =>
        Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase);

    /// <summary>Tries a start with fresh ports, again when a port was taken meanwhile.</summary>
    internal static async Task<T> RetryOnTakenPortAsync<T>(Func<Task<T>> start)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await start();
            }
            catch (ServerStartException ex) when (ex.IsPortTaken && attempt < 5)
            {
                // The next attempt chooses other ports.
            }
        }
    }

    private static string Describe(ChildProcess server, TimeSpan deadline)
    {
        string what = server.HasExited
            ? "ended while starting"
            : $"was not ready within {deadline}";
        return $"{server.Program} {what}; it last wrote:\n{server.Tail()}";
    }
}
