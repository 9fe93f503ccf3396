using System.Globalization;
using SloOperator.Soak.Kinds;

namespace SloOperator.Soak.Endurance;

/// <summary>Writes of every kind all the time: most to names that stay, some to names that are never used again.</summary>
internal sealed class Churn(Writer writer, Random random)
{
    private const int Names = 25;
    private const int Passing = 5;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(125);

    private readonly Dictionary<SoakKind, Queue<string>> _passing = SoakKinds.All.ToDictionary(
        kind => kind,
        _ => new Queue<string>()
    );

    private int _numbers;

    public int Writes => writer.Writes;

    /// <summary>Until cancelled; a write under way is finished.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        using PeriodicTimer pace = new(Pace, TimeProvider.System);
        while (!ct.IsCancellationRequested)
        {
            SoakKind kind = SoakKinds.All[random.Next(SoakKinds.All.Count)];
            await WriteAsync(
                kind,
                string.Create(CultureInfo.InvariantCulture, $"n{random.Next(Names)}")
            );
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private Task WriteAsync(SoakKind kind, string name) =>
        random.Next(100) switch
        {
            < 60 => writer.PutAsync(kind, name),
            < 75 => writer.DeleteAsync(kind, name),
            < 85 => writer.RecreateAsync(kind, name),
            _ => PassAsync(kind),
        };

    private async Task PassAsync(SoakKind kind)
    {
        Queue<string> passing = _passing[kind];
        string name = string.Create(CultureInfo.InvariantCulture, $"p{++_numbers}");
        passing.Enqueue(name);
        await writer.PutAsync(kind, name);
        if (passing.Count > Passing)
        {
            await writer.DeleteAsync(kind, passing.Dequeue());
        }
    }
}
