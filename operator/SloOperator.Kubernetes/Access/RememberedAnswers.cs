using System.Collections.Concurrent;

namespace SloOperator.Kubernetes.Access;

/// <summary>Answers that are believed for a while, at most <see cref="Most"/> of them; null is the answer no. A question that fails is not remembered.</summary>
internal sealed class RememberedAnswers<TKey, TAnswer>(
    TimeProvider time,
    TimeSpan yesFor,
    TimeSpan noFor
)
    where TKey : notnull
    where TAnswer : class
{
    /// <summary>Who calls with ever new tokens must not fill the memory.</summary>
    internal const int Most = 10_000;

    private readonly ConcurrentDictionary<TKey, (TAnswer? Answer, long Until)> _answers = new();

    public async Task<TAnswer?> FindAsync(TKey key, Func<Task<TAnswer?>> ask)
    {
        if (_answers.TryGetValue(key, out var kept) && time.GetTimestamp() < kept.Until)
        {
            return kept.Answer;
        }

        TAnswer? answer = await ask();
        if (_answers.Count >= Most)
        {
            Forget();
        }

        TimeSpan believed = answer is null ? noFor : yesFor;
        long ticks = (long)(believed.TotalSeconds * time.TimestampFrequency);
        _answers[key] = (answer, time.GetTimestamp() + ticks);
        return answer;
    }

    /// <summary>Those that are not believed any more; all when that is not enough.</summary>
    private void Forget()
    {
        long now = time.GetTimestamp();
        foreach ((TKey key, (_, long until)) in _answers)
        {
            if (until <= now)
            {
                _answers.TryRemove(key, out _);
            }
        }

        if (_answers.Count >= Most)
        {
            _answers.Clear();
        }
    }
}
