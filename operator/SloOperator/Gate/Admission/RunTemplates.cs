namespace SloOperator.Gate.Admission;

/// <summary>Which pod templates workloads ran before, as far as this process saw them go: to go back to one is a rollback.</summary>
internal sealed class RunTemplates
{
    /// <summary>As many revisions as a Deployment keeps by default.</summary>
    private const int MostOfOne = 10;
    private const int MostWorkloads = 5_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedList<string>> _ran = new(StringComparer.Ordinal);

    /// <summary>True: it ran before.</summary>
    public bool IsRollback(WorkloadChange change)
    {
        lock (_gate)
        {
            return _ran.TryGetValue(change.Workload, out LinkedList<string>? ran)
                && ran.Contains(change.After);
        }
    }

    /// <summary>What runs until now.</summary>
    public void Note(WorkloadChange change)
    {
        lock (_gate)
        {
            if (!_ran.TryGetValue(change.Workload, out LinkedList<string>? ran))
            {
                if (_ran.Count >= MostWorkloads)
                {
                    _ran.Clear();
                }

                _ran[change.Workload] = ran = new LinkedList<string>();
            }

            ran.Remove(change.Before);
            ran.AddLast(change.Before);
            if (ran.Count > MostOfOne)
            {
                ran.RemoveFirst();
            }
        }
    }
}
