namespace GoQueue.Testing.Faults;

/// <summary>The faults to come, in the order in which they were asked for. Thread-safe.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<FaultRule> _rules = [];

    public void Add(FaultRule rule)
    {
        lock (_gate)
        {
            _rules.Add(rule);
        }
    }

    public void Remove(FaultRule rule)
    {
        lock (_gate)
        {
            _rules.Remove(rule);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    /// <summary>The fault of a message, or null. The first rule that is for it is used up by one.</summary>
    public PublishFault? Take(PublishedMessage message)
    {
        lock (_gate)
        {
            var rule = _rules.Find(candidate => candidate.TryUse(message));
            if (rule is { IsSpent: true })
            {
                _rules.Remove(rule);
            }

            return rule?.Fault;
        }
    }
}
