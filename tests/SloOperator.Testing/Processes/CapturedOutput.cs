namespace SloOperator.Testing.Processes;

/// <summary>The newest lines that a process wrote to one stream, at most 8 Mi characters; older lines are dropped.</summary>
public sealed class CapturedOutput
{
    private const int MaxCharacters = 8 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly List<LineWaiter> _waiters = [];
    private long _characters;

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return string.Concat(_lines.Select(line => line + "\n"));
            }
        }
    }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public string Tail(int lines) => string.Join('\n', Lines.TakeLast(lines));

    /// <summary>The first line, already written or still to come, that matches.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> matches, CancellationToken ct)
    {
        LineWaiter waiter = new(
            matches,
            new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        lock (_gate)
        {
            if (_lines.FirstOrDefault(matches) is { } line)
            {
                return line;
            }

            _waiters.Add(waiter);
        }

        return await waiter.Found.Task.WaitAsync(ct);
    }

    internal async Task PumpAsync(StreamReader reader, Action<string> log)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            log(line);
            Add(line);
        }
    }

    private void Add(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(line);
            _characters += line.Length + 1;
            while (_characters > MaxCharacters && _lines.Count > 1)
            {
                _characters -= _lines.Dequeue().Length + 1;
            }

            _waiters.RemoveAll(waiter => waiter.Matches(line) && waiter.Found.TrySetResult(line));
        }
    }

    private sealed record LineWaiter(
        Func<string, bool> Matches,
        TaskCompletionSource<string> Found
    );
}
